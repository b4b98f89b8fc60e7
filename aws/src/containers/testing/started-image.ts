import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

/** As `buildah inspect` shows it. */
export interface ImageConfig {
  readonly User: string
  readonly WorkingDir: string
  readonly Env: readonly string[]
  readonly Entrypoint: readonly string[]
  readonly Cmd: readonly string[]
}

export interface BuiltContainer {
  /** Its files, on this machine. */
  readonly root: string
  /** A directory that is `/shared` in it, for sockets. */
  readonly shared: string
  readonly bytes: number
  readonly config: ImageConfig
}

export interface Ended {
  readonly code: unknown
  readonly said: string
}

export interface Answer {
  readonly status: number | undefined
  readonly body: string
}

const onReadOnlyRoot = `set -e
root=$1 shared=$2 user=$3; shift 3
mount --bind "$root" "$root"
mount --bind "$shared" "$root/shared"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" "$root" "$@"`

/** As ECS starts it: by the image's own user, on a root that nobody can write to, with nothing else of this machine. */
function start(
  { root, shared, config }: BuiltContainer,
  words: readonly string[],
  environment: Record<string, string>,
) {
  const own = Object.fromEntries(config.Env.map((each) => [each.split('=', 1)[0], each.slice(each.indexOf('=') + 1)]))
  return spawn(
    '/usr/bin/unshare',
    ['--mount', '/bin/sh', '-c', onReadOnlyRoot, 'sh', root, shared, config.User, ...words],
    {
      env: { ...own, PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
}

/** Any program in the container, until it ends. */
export async function runIn(
  container: BuiltContainer,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const child = start(container, words, environment)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, said: out + err }
}

/** A service: the image's own command. */
export class StartedImage {
  readonly #child: ChildProcess
  readonly #socketPath: string
  readonly #said: Promise<string>
  readonly #exited: Promise<unknown[]>

  private constructor(child: ReturnType<typeof start>, socketPath: string) {
    this.#child = child
    this.#socketPath = socketPath
    this.#said = text(child.stderr)
    this.#exited = once(child, 'exit')
    child.stdout.resume()
  }

  /** @throws with what it said where it ends before it is ready. */
  static async ready(container: BuiltContainer, environment: Record<string, string>): Promise<StartedImage> {
    const { Entrypoint, Cmd, WorkingDir } = container.config
    const words = [...Entrypoint, ...Cmd.map((word) => join(WorkingDir, word))]
    const listen = { PORCHLIGHT_LISTEN: 'unix:/shared/listen.sock', PORCHLIGHT_LOG_LEVEL: 'warn' }
    const started = new StartedImage(
      start(container, words, { ...listen, ...environment }),
      join(container.shared, 'listen.sock'),
    )
    while ((await started.ask('GET /readyz').catch(() => undefined))?.status !== 200) {
      if (started.#child.exitCode !== null) throw new Error(`It ended: ${await started.#said}`)
      await pause(50)
    }
    return started
  }

  /** `GET /path`, with JSON where there is something to say. */
  async ask(line: string, { origin, json }: { origin?: string; json?: unknown } = {}): Promise<Answer> {
    const [method, path] = line.split(' ')
    const headers = { ...(origin && { origin }), ...(json !== undefined && { 'content-type': 'application/json' }) }
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const asked = request({ socketPath: this.#socketPath, method, path, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject)
    })
    asked.on('error', reject).end(json === undefined ? undefined : JSON.stringify(json))
    return promise
  }

  /** As ECS stops it; its exit code. */
  async stop(): Promise<unknown> {
    this.#child.kill('SIGTERM')
    return (await this.#exited)[0]
  }
}
