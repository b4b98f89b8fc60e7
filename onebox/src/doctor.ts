import { lookup } from 'node:dns/promises'
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand } from './command.ts'
import type { Configuration } from './configuration/configuration.ts'
import { checkDataDirectory, explained, minFreeBytes } from './data-directory/data-directory.ts'
import { lockData } from './data-directory/lock.ts'
import { OperatorError } from './operator-error.ts'
import { checkPort } from './port.ts'
import { findBinaries } from './postgres/binaries.ts'
import { checkCertificate } from './tls-certificate.ts'

/** As many as the object store leaves free for the database, and the largest picture. */
const minPictureMegabytes = 225

interface Check {
  readonly name: string
  /** What was found; throws what is wrong and what to do about it. */
  readonly run: (configuration: Configuration) => Promise<string>
}

const checks: readonly Check[] = [
  { name: 'Node', run: checkNode },
  { name: 'data directory', run: checkData },
  { name: 'disk space', run: checkDisk },
  { name: 'pictures', run: checkPictures },
  { name: 'port', run: checkAddress },
  { name: 'PostgreSQL', run: checkPostgres },
  { name: 'origin', run: checkOrigin },
  { name: 'certificate', run: checkCertificate },
  { name: 'names', run: checkNames },
]

/** Checks what Porchlight needs, one line each, and changes nothing. Returns whether all is well. */
export async function runDoctor(configuration: Configuration, print: (line: string) => void): Promise<boolean> {
  let well = true
  for (const { name, run } of checks) {
    try {
      print(`ok     ${name}: ${await run(configuration)}`)
    } catch (error) {
      well = false
      print(`fault  ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return well
}

async function checkNode(): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.version
  throw new OperatorError(
    `${process.version} is too old. Run "npm ci", which brings Node 26, and start with "npm start".`,
  )
}

async function checkData({ data }: Configuration): Promise<string> {
  await checkDataDirectory(data).catch((error: unknown) => {
    throw explained(error, data)
  })
  const existing = await nearestExisting(data)
  await access(existing, constants.W_OK | constants.X_OK).catch(() => {
    throw new OperatorError(
      `${existing} is not writable for this user. Give yourself the right to, or set PORCHLIGHT_DATA.`,
    )
  })
  return existing === data ? data : `${data} (made at the first start)`
}

async function checkDisk({ data }: Configuration): Promise<string> {
  const { bavail, bsize } = await statfs(await nearestExisting(data))
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024)
  if (bavail * bsize >= minFreeBytes) return `${megabytes} MB free`
  throw new OperatorError(
    `${megabytes} MB free, ${minFreeBytes / 1024 / 1024} MB needed. Make room, or set PORCHLIGHT_DATA to another disk.`,
  )
}

/** They may lie on a disk of their own, whose directory the first start makes. */
async function checkPictures({ objectStore }: Configuration): Promise<string> {
  const directory = objectStore.slice('disk:'.length)
  const existing = await nearestExisting(directory)
  await access(existing, constants.W_OK | constants.X_OK).catch(() => {
    throw new OperatorError(
      `${existing} is not writable for this user. Give yourself the right to, or set PORCHLIGHT_OBJECT_STORE.`,
    )
  })
  const { bavail, bsize } = await statfs(existing)
  const megabytes = Math.floor((bavail * bsize) / 1_000_000)
  if (megabytes >= minPictureMegabytes) return `${directory}, ${megabytes} MB free`
  throw new OperatorError(
    `${directory} has ${megabytes} MB free, and below ${minPictureMegabytes} no more pictures are taken. Make room, or set PORCHLIGHT_OBJECT_STORE to another disk.`,
  )
}

async function checkAddress(configuration: Configuration): Promise<string> {
  if (await isRunning(configuration.data)) return `${configuration.port}: Porchlight is running on these data`
  await checkPort(configuration)
  return `${configuration.port} on ${configuration.host} is free`
}

async function isRunning(data: string): Promise<boolean> {
  if (!(await stat(join(data, 'run/lock')).catch(() => undefined))) return false
  try {
    lockData(data).release()
    return false
  } catch {
    return true
  }
}

async function checkPostgres(): Promise<string> {
  const { postgres } = await findBinaries()
  const { code, output } = await runCommand({ file: postgres, args: ['--version'] })
  if (code === 0) return output.trim()
  throw new OperatorError(`${postgres} does not run here: ${output.trim()}`)
}

async function checkOrigin({ origin, host }: Configuration): Promise<string> {
  const { protocol, hostname } = new URL(origin)
  const local = isLocal(hostname)
  if (protocol === 'http:' && !local) {
    throw new OperatorError(
      `${origin} is not encrypted, and browsers keep passkeys, copying and notifications from such places. Set PORCHLIGHT_TLS_CERTIFICATE and PORCHLIGHT_TLS_KEY, or put a proxy with TLS in front, and set PORCHLIGHT_ORIGIN to the https address.`,
    )
  }
  if (local && host !== '127.0.0.1' && host !== '::1' && host !== 'localhost') {
    throw new OperatorError(
      `Porchlight is open on ${host}, but its own links lead to ${origin}. Set PORCHLIGHT_ORIGIN to the address that members type.`,
    )
  }
  return origin
}

/** Browsers know the local names without asking anybody. */
async function checkNames({ origin, apiOrigin }: Configuration): Promise<string> {
  const names = [...new Set([origin, apiOrigin].map((one) => new URL(one).hostname))]
  const missing: string[] = []
  for (const name of names.filter((one) => !isLocal(one))) {
    await lookup(name.replace(/^\[|\]$/g, '')).catch(() => missing.push(name))
  }
  if (missing.length === 0) return names.join(' and ')
  throw new OperatorError(
    `${missing.join(' and ')} cannot be found. Where the domain is managed, let ${names.join(' and ')} lead to this machine.`,
  )
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

async function nearestExisting(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found || dirname(path) === path ? path : nearestExisting(dirname(path))
}
