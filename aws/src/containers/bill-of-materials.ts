import type { Library } from './libraries.ts'
import type { LockedPackage } from './locked-package.ts'

export interface Materials {
  readonly name: string
  readonly release: string
  readonly packages: readonly LockedPackage[]
  readonly libraries: readonly Library[]
}

/** What an image is made of, in CycloneDX 1.6: https://cyclonedx.org/docs/1.6/json/ */
export function billOfMaterials({ name, release, packages, libraries }: Materials): string {
  const components = [...packages.map(npmComponent), ...libraries.map(debianComponent)]
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'container', name: `porchlight-${name}`, version: release } },
    components,
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function npmComponent({ name, version, license, integrity }: LockedPackage) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [algorithm, hash = ''] = integrity?.split('-') ?? []
  return {
    type: 'library',
    name,
    version,
    purl,
    'bom-ref': purl,
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
    }),
  }
}

function debianComponent({ debianPackage, version, to, sha256 }: Library) {
  return {
    type: 'library',
    name: debianPackage,
    version,
    purl: `pkg:deb/debian/${debianPackage}@${encodeURIComponent(version)}`,
    'bom-ref': `/${to}`,
    hashes: [{ alg: 'SHA-256', content: sha256 }],
  }
}
