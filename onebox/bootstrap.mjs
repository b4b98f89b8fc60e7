/**
 * Runs an entry of this repository on the Node 26 that npm installs, from any Node from 20 on and without any
 * dependency: `node onebox/bootstrap.mjs <entry> [arguments]`. Installs first what is missing or out of date.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { env } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** npm tells its children about the command under way; of that, only what says where packages come from is kept. */
const keptNpmSettings =
  /^npm_config_(registry|userconfig|globalconfig|cache|(https?_|no)?proxy|noproxy|cafile|ca|strict_ssl|offline|prefer_offline|fetch_.*)$/i

/** Longer than the supervisor takes to stop everything. */
const leashGraceMs = 8_000

/** @returns {boolean} whether the packages in `node_modules` are those of `package-lock.json`, for this machine. */
export function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules/.bin/node'))) return false
  const stamp = stampOf(root)
  if (read(stampFile(root)) === stamp) return true
  if (!holdsEveryPackage(root)) return false
  // Installed by hand: nothing to do but to remember it.
  writeStamp(root, stamp)
  return true
}

function stampFile(root) {
  return join(root, 'node_modules/.porchlight-installed')
}

function stampOf(root) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform} ${process.arch}\n`
}

function writeStamp(root, stamp) {
  try {
    writeFileSync(stampFile(root), stamp)
  } catch {
    // A read-only installation is looked through at every start instead.
  }
}

/** Compares with the list that npm leaves of what it installed. */
function holdsEveryPackage(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const found = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (!/(^|\/)node_modules\//.test(path)) return true
      if (found[path] === undefined) return entry.optional === true && !isForThisMachine(entry)
      return found[path].version === entry.version && found[path].integrity === entry.integrity
    })
  } catch {
    return false
  }
}

/** What names no machine is there only for an optional package that does. */
function isForThisMachine({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false
  return (
    (os ?? [process.platform]).includes(process.platform) &&
    (cpu ?? [process.arch]).includes(process.arch) &&
    !libc?.includes('musl')
  )
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The environment without what npm said about the command that is running us. */
export function cleanEnvironment(root, environment) {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE$)/i.test(name) || keptNpmSettings.test(name),
  )
  // npm replaces what it runs from: its own Node must be another than the one it installs.
  const path = (environment.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.startsWith(join(root, 'node_modules')))
  return { ...Object.fromEntries(kept), PATH: path.filter((entry) => !entry.includes('node-gyp-bin')).join(delimiter) }
}

function install(root) {
  const first = !existsSync(join(root, 'node_modules'))
  const reason = first ? 'the first start needs them' : 'package-lock.json has changed'
  console.error(`Installing packages with "npm ci": ${reason}. This takes a minute.`)
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const environment = cleanEnvironment(root, env)
  const result = spawnSync('npm', args, { cwd: root, env: environment, stdio: ['ignore', 2, 2] })
  if (result.signal) process.exit(128 + constants.signals[result.signal])
  if (result.error || result.status !== 0) {
    fail(
      `"npm ci" did not succeed (${result.error ? result.error.message : `exit code ${result.status}`}). ` +
        'See above for why; check the connection to the npm registry and the free disk space, then run the same command again.',
    )
  }
  if (!existsSync(join(root, 'node_modules/.bin/node'))) {
    fail(
      `npm installed no Node 26 for this machine (${process.platform} ${process.arch}). Porchlight runs on Linux (glibc) ` +
        'and macOS, x64 and arm64; optional packages must not be omitted: check "npm config get omit".',
    )
  }
  writeStamp(root, stampOf(root))
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Runs the entry, hands on signals, and ends as it ends. */
function run(root, entry, args) {
  const leash = `${pathToFileURL(join(root, 'onebox/src/supervisor/leash.ts')).href}?graceMs=${leashGraceMs}`
  const child = spawn(join(root, 'node_modules/.bin/node'), ['--import', leash, resolve(root, entry), ...args], {
    // The channel is the leash: it closes when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...withoutNpm(env),
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/porchlight/compiled'),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Node 26 could not be started: ${error.message}. Run "npm ci" and try again.`))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

function withoutNpm(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(npm_|INIT_CWD$|NODE$)/i.test(name)))
}

function main() {
  const [entry, ...args] = process.argv.slice(2)
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(
      `Porchlight is started with Node 20 or newer; this is ${process.version}. Install a newer one from https://nodejs.org.`,
    )
  }
  if (entry === undefined) fail('Say what to run: node onebox/bootstrap.mjs <entry> [arguments]')
  if (!isInstalled(root)) install(root)
  run(root, entry, args)
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
