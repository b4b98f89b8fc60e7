import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { PostgresBinaries } from './binaries.ts'
import { Keeper } from './keeper.ts'
import { asUser, type OsUser } from './os-user.ts'
import { type Durability, serverArguments } from './settings.ts'

export interface ServerOptions {
  readonly dataDirectory: string
  readonly socketDirectory: string
  readonly user: OsUser
  readonly durability: Durability
  /** Removed when this process is killed. */
  readonly throwawayDirectory?: string
  /** Each line of the server's log as it comes. */
  readonly onLine: (line: string) => void
}

/** A running PostgreSQL; it stops cleanly when this process is killed. */
export class PostgresServer {
  readonly pid: number
  readonly exited: Promise<number | null>
  readonly #child: ChildProcess
  readonly #dataDirectory: string
  #running = true

  private constructor(child: ChildProcess, pid: number, options: ServerOptions) {
    this.pid = pid
    this.#child = child
    this.#dataDirectory = options.dataDirectory
    const keeper = new Keeper(pid, options.throwawayDirectory)
    this.exited = once(child, 'exit').then(([code]) => {
      this.#running = false
      keeper.release()
      return typeof code === 'number' ? code : null
    })
  }

  /** @throws {Error} when the program cannot be started at all. */
  static async start(binaries: PostgresBinaries, options: ServerOptions): Promise<PostgresServer> {
    const args = serverArguments({ data: options.dataDirectory, socket: options.socketDirectory }, options.durability)
    const { file, args: words, uid, gid } = asUser(options.user, binaries.postgres, args)
    const child = spawn(file, words, {
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    })
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', options.onLine)
    await once(child, 'spawn')
    return new PostgresServer(child, child.pid ?? 0, options)
  }

  /** Resolves to true once connections are accepted, to false when the server ended before. */
  async ready(): Promise<boolean> {
    while (this.#running) {
      const lines = await readFile(join(this.#dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '')
      const [pid, , , , , , , status] = lines.split('\n')
      if (Number(pid) === this.pid && status?.trim() === 'ready') return true
      await Promise.race([delay(10), this.exited])
    }
    return false
  }

  /** Fast shutdown: clients are cut off, everything is written. After `limitMs` it is killed, and recovers at its next start. */
  async stop(limitMs: number): Promise<void> {
    this.#child.kill('SIGINT')
    const immediate = setTimeout(() => this.#child.kill('SIGQUIT'), limitMs)
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), limitMs + 500)
    await this.exited
    clearTimeout(immediate)
    clearTimeout(kill)
  }
}
