import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { buildImage } from '../build-image.ts'
import type { BuiltPages } from '../pages.ts'
import { architectures, type TierImage, tierImages } from '../tier-image.ts'
import type { BuiltContainer } from './started-image.ts'

const words = z.array(z.string())
const Config = z.object({ User: z.string(), WorkingDir: z.string(), Env: words, Entrypoint: words, Cmd: words })
const Inspected = z.object({ OCIv1: z.object({ config: Config }) })

/** Why images cannot be built and started on this machine; false where they can. */
export function obstacle(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can start an image'
  try {
    execFileSync('buildah', ['--version'], { stdio: 'ignore' })
  } catch {
    return 'buildah is not installed: apt-get install buildah'
  }
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return false
  } catch {
    return 'this machine lets nobody mount anything'
  }
}

/** Builds images into a storage of its own. */
export class ImageBench {
  readonly directory: string

  private constructor(directory: string) {
    this.directory = directory
  }

  static async open(): Promise<ImageBench> {
    const directory = await mkdtemp(join(tmpdir(), 'porchlight-images-'))
    await chmod(directory, 0o755)
    return new ImageBench(directory)
  }

  close(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true })
  }

  async build(name: TierImage['name'], pages?: BuiltPages): Promise<BuiltContainer> {
    const image = tierImages.find((each) => each.name === name)
    const architecture = architectures.find((each) => each === process.arch)
    if (image === undefined || architecture === undefined) throw new Error(`There is no ${name} for ${process.arch}`)
    const { tag, bytes } = await buildImage(image, {
      architecture,
      release: 'test',
      directory: join(this.directory, name),
      cache: join(this.directory, 'cache'),
      storage: this.#storage(),
      ...(pages !== undefined && { pages }),
    })
    const container = this.#buildah('from', tag)
    const root = this.#buildah('mount', container)
    const { config } = Inspected.parse(JSON.parse(this.#buildah('inspect', '--type', 'image', tag))).OCIv1
    const shared = join(this.directory, `${name}-shared`)
    for (const directory of [shared, join(root, 'shared')]) await mkdir(directory)
    await chmod(shared, 0o777)
    return { root, shared, bytes, config }
  }

  #buildah(...command: readonly string[]): string {
    return execFileSync('buildah', [...this.#storage(), ...command], { encoding: 'utf8', stdio: 'pipe' }).trim()
  }

  #storage(): readonly string[] {
    const [root, runroot] = [join(this.directory, 'store'), join(this.directory, 'run')]
    return ['--root', root, '--runroot', runroot, '--storage-driver', 'vfs']
  }
}
