import { randomBytes } from 'node:crypto'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** https://github.com/ulid/spec: 48 bits of milliseconds, 80 of chance. */
export function ulid(nowMs = Date.now()): string {
  const time = digits(BigInt(nowMs), crockford).padStart(10, '0')
  const chance = digits(BigInt(`0x${randomBytes(10).toString('hex')}`), crockford).padStart(16, '0')
  return time + chance
}

/** https://github.com/segmentio/ksuid: 32 bits of seconds since May 2014, 128 of chance. */
export function ksuid(nowMs = Date.now()): string {
  const seconds = Math.floor(nowMs / 1_000) - 1_400_000_000
  const hex = seconds.toString(16).padStart(8, '0') + randomBytes(16).toString('hex')
  return digits(BigInt(`0x${hex}`), base62).padStart(27, '0')
}

function digits(value: bigint, alphabet: string): string {
  const base = BigInt(alphabet.length)
  let text = ''
  for (let rest = value; rest > 0n; rest /= base) text = alphabet.charAt(Number(rest % base)) + text
  return text
}
