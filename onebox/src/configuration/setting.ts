import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

/** One name that an operator may set. */
export interface Setting<Value> {
  readonly name: string
  /** What it is, for `--help` and the commented default file. */
  readonly summary: string
  /** Absent: unset unless given, or worked out from other settings. */
  readonly defaultText?: string
  readonly secret?: true
  /** @throws {Error} saying what the value must be, without the name. */
  readonly parse: (text: string) => Value
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new Error(`must be a whole number from ${min} to ${max}, not "${text}"`)
  }
}

/** The path of a file, relative to `root` where it is not absolute. */
export function fileIn(root: string): (text: string) => string {
  return (text) => resolve(root, text)
}

/** `disk:` and an absolute path. */
export function disk(text: string): string {
  if (/^disk:\/./.test(text)) return text
  throw new Error(`must be disk: and the path of a directory, such as disk:/srv/pictures, not "${text}"`)
}

/** A number of processes, or `auto` for as many as there are cores. */
export function countOrCores(max: number): (text: string) => number {
  const parse = wholeNumber(1, max)
  return (text) => (text === 'auto' ? Math.min(max, availableParallelism()) : parse(text))
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text)
    if (choice !== undefined) return choice
    throw new Error(`must be one of ${choices.join(', ')}, not "${text}"`)
  }
}

/** A URL of one of these schemes; the value is not repeated in the fault, as it may hold a password. */
export function urlWith(...schemes: readonly string[]): (text: string) => string {
  return (text) => {
    const url = URL.parse(text)
    if (url && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '') return text
    throw new Error(`must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`)
  }
}

/** A scheme, a host and perhaps a port, as browsers send it in `Origin`. */
export function origin(text: string): string {
  const url = URL.parse(text)
  const bare = url && ['http:', 'https:'].includes(url.protocol) && `${url.origin}${url.pathname}` === url.href
  if (bare && url.pathname === '/') return url.origin
  throw new Error(`must be an address like https://example.org, without a path, not "${text}"`)
}

export function address(text: string): string {
  if (isIP(text) !== 0 || text === 'localhost') return text
  throw new Error(`must be an IP address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them, not "${text}"`)
}

/** Comma-separated networks, each `address/bits` or one address. */
export function networks(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  const wrong = parts.filter((part) => !isNetwork(part))
  if (wrong.length === 0) return parts
  throw new Error(
    `must be networks such as 10.0.0.0/8, with commas between; ${wrong.map((part) => `"${part}"`).join(', ')} is not`,
  )
}

function isNetwork(text: string): boolean {
  const [ip = '', bits, ...rest] = text.split('/')
  const family = isIP(ip)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** A mailbox, with or without a name before it. */
export function mailbox(text: string): string {
  if (/^(?:[^<>\r\n]* <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)) return text
  throw new Error(`must be an address like porch@example.org or Porchlight <porch@example.org>, not "${text}"`)
}
