import { join } from 'node:path'
import { refuseLargeImage } from './image-size.ts'
import { type LayOut, layOut } from './lay-out.ts'
import { repository } from './repository.ts'
import { runProgram } from './run-program.ts'
import type { TierImage } from './tier-image.ts'

export interface BuildOptions extends LayOut {
  /** Of buildah, before its command: where it keeps images. */
  readonly storage: readonly string[]
}

export interface BuiltImage {
  readonly name: string
  readonly tag: string
  readonly bytes: number
}

export function localTag({ name }: Pick<TierImage, 'name'>, release: string): string {
  return `localhost/porchlight-${name}:${release}`
}

/** Needs no daemon and no network: nothing runs while it is built. @throws {Refusal} */
export async function buildImage(image: TierImage, options: BuildOptions): Promise<BuiltImage> {
  const { architecture, release, directory, storage } = options
  await layOut(image, options)
  const bytes = await refuseLargeImage(image.name, join(directory, 'root'))
  const tag = localTag(image, release)
  const platform = ['--os', 'linux', '--arch', architecture === 'x64' ? 'amd64' : architecture]
  // The same files make the same image, whenever it is built.
  const words = ['build', ...platform, '--timestamp', '0', '--isolation', 'chroot', '--tag', tag]
  const from = ['--file', join(repository, image.containerfile), directory]
  await runProgram('buildah', [...storage, ...words, ...from], 'On Debian or Ubuntu: apt-get install buildah')
  return { name: image.name, tag, bytes }
}
