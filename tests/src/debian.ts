import { existsSync } from 'node:fs'
import { run } from './command.ts'

/** Installs a package where this machine lets us: Debian or one of its kind, as root. */
export async function installFromDebian(name: string): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log(`Installing Debian's ${name}, once.`)
  if ((await run('apt-get', ['-qq', 'update'])) !== 0) return
  // A policy of its own keeps a server that comes with the package from being started.
  await run('env', [
    'RUNLEVEL=1',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-qq',
    'install',
    '--yes',
    '--no-install-recommends',
    name,
  ])
}
