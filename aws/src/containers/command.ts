import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'
import { type BuildOptions, buildImage } from './build-image.ts'
import { repository } from './repository.ts'
import { architectures, type TierImage, tierImages } from './tier-image.ts'

export const usage = `npm run containers -- build [web|api ...] --release TAG [--arch arm64|x64] [--out DIRECTORY]
    Builds the container images with buildah, for the processor that the nodes on AWS have (arm64) unless told otherwise.
    The pages must be built: npm run build -w web. What each image was made from is left in DIRECTORY (artefacts/containers).`

const options = {
  release: { type: 'string' },
  arch: { type: 'string', default: 'arm64' },
  out: { type: 'string', default: join(repository, 'artefacts/containers') },
} as const

/** @throws {Refusal} */
export async function runCommand(words: readonly string[], print: (text: string) => void): Promise<void> {
  const [command, ...rest] = words
  if (command === undefined || command === '--help') return print(usage)
  if (command !== 'build') throw new Refusal(`There is no command "${command}".\n\n${usage}`)
  const { positionals, values } = parseArgs({ args: rest, allowPositionals: true, options })
  const build = buildOptions(values)
  for (const image of imagesCalled(positionals)) {
    const { name, tag, bytes } = await buildImage(image, { ...build, directory: join(values.out, image.name) })
    print(
      `${name}: ${tag}, ${(bytes / 1_000_000).toFixed(1)} MB, its bill of materials in ${values.out}/${name}/root/usr/share/sbom.cdx.json`,
    )
  }
}

function imagesCalled(names: readonly string[]): readonly TierImage[] {
  if (names.length === 0) return tierImages
  return names.map((name) => {
    const image = tierImages.find((each) => each.name === name)
    if (image !== undefined) return image
    throw new Refusal(`There is no image "${name}": choose of ${tierImages.map((each) => each.name).join(', ')}.`)
  })
}

function buildOptions({ release, arch }: { release?: string; arch: string }): Omit<BuildOptions, 'directory'> {
  const architecture = architectures.find((each) => each === arch)
  if (architecture === undefined) {
    throw new Refusal(`--arch is "${arch}": choose of ${architectures.join(', ')}.`)
  }
  if (release === undefined || !/^\w[\w.-]{0,127}$/.test(release)) {
    throw new Refusal(`--release is "${release ?? ''}": give the tag of the images, such as 0.1.0.`)
  }
  return { architecture, release, storage: [], cache: join(tmpdir(), 'porchlight-packages') }
}
