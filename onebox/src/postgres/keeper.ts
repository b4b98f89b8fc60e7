import { spawn } from 'node:child_process'

/**
 * Waits on a pipe from this process. A line says that the server has ended by itself; the end of the pipe says that
 * this process is gone, however it went: then the server is asked for a fast shutdown and after 4 s for an immediate
 * one, which loses nothing either.
 */
const script = `
trap '' HUP INT TERM
read -r finished && exit 0
kill -INT "$1" 2>/dev/null || exit 0
tenths=0
while [ "$tenths" -lt 40 ] && kill -0 "$1" 2>/dev/null; do sleep 0.1; tenths=$((tenths + 1)); done
kill -QUIT "$1" 2>/dev/null
[ -z "$2" ] || rm -rf -- "$2"
`

/** A shell that stops the server with this process id when this process is killed. */
export class Keeper {
  readonly #release: () => void

  /** @param throwaway a directory that is removed once the server is stopped for want of this process. */
  constructor(pid: number, throwaway?: string) {
    const shell = spawn('/bin/sh', ['-c', script, 'porchlight-keeper', String(pid), throwaway ?? ''], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
    })
    shell.on('error', () => {})
    shell.stdin.on('error', () => {})
    shell.unref()
    this.#release = () => shell.stdin.end('finished\n')
  }

  /** The server has ended: its process id may be another's soon. */
  release(): void {
    this.#release()
  }
}
