/**
 * The letters of Java's `DateTimeFormatter` that stand in formats of use: `yyyy-MM-dd HH:mm:ss.SSSZ` and the like. Any
 * other letter is an error.
 */
type Token = { readonly letter: string; readonly width: number } | { readonly literal: string }

const tokenPattern = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g

function tokens(format: string): readonly Token[] {
  return [...format.matchAll(tokenPattern)].map(([text, quoted, letter]) => {
    if (quoted !== undefined) return { literal: quoted === '' ? "'" : quoted.replaceAll("''", "'") }
    return letter === undefined ? { literal: text } : { letter, width: text.length }
  })
}

interface Fields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
  readonly weekday: number
  readonly offsetMinutes: number
}

export function formatTime(ms: number, format: string, timezone: string): string {
  const fields = fieldsAt(ms, timezone)
  return tokens(format)
    .map((token) => ('literal' in token ? token.literal : written(token, fields, timezone)))
    .join('')
}

function fieldsAt(ms: number, timezone: string): Fields {
  const offsetMinutes = offsetAt(ms, timezone)
  const local = new Date(ms + offsetMinutes * 60_000)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    ms: local.getUTCMilliseconds(),
    weekday: local.getUTCDay(),
    offsetMinutes,
  }
}

function offsetAt(ms: number, timezone: string): number {
  if (timezone === 'UTC') return 0
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' }).formatToParts(ms)
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -total : total
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

function written({ letter, width }: { letter: string; width: number }, fields: Fields, timezone: string): string {
  const padded = (value: number) => String(value).padStart(width, '0')
  switch (letter) {
    case 'y':
    case 'u':
      return width === 2 ? String(fields.year % 100).padStart(2, '0') : padded(fields.year)
    case 'M':
    case 'L':
      return width < 3 ? padded(fields.month) : named(months[fields.month - 1], width)
    case 'd':
      return padded(fields.day)
    case 'E':
      return named(weekdays[fields.weekday], width)
    case 'H':
      return padded(fields.hour)
    case 'h':
      return padded(fields.hour % 12 || 12)
    case 'a':
      return fields.hour < 12 ? 'AM' : 'PM'
    case 'm':
      return padded(fields.minute)
    case 's':
      return padded(fields.second)
    case 'S':
      return String(fields.ms).padStart(3, '0').padEnd(width, '0').slice(0, width)
    case 'X':
      return fields.offsetMinutes === 0 ? 'Z' : offsetText(fields.offsetMinutes, width < 3 ? '' : ':')
    case 'x':
    case 'Z':
      return offsetText(fields.offsetMinutes, width < 3 || letter === 'Z' ? '' : ':')
    case 'V':
    case 'z':
      return timezone
    default:
      throw new Error(`The letter ${letter} of a time's format is not understood here`)
  }
}

function named(name: string | undefined, width: number): string {
  if (name === undefined) return ''
  return width === 4 ? name : name.slice(0, width === 5 ? 1 : 3)
}

function offsetText(minutes: number, colon: string): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${colon}${String(rest).padStart(2, '0')}`
}

/** @throws {Error} when the text is not in the format. */
export function parseTime(text: string, format: string, timezone: string): number {
  const letters: string[] = []
  const pattern = tokens(format).map((token) => {
    if ('literal' in token) return token.literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    letters.push(token.letter)
    return readable(token)
  })
  const values = new RegExp(`^${pattern.join('')}$`).exec(text)?.slice(1)
  if (values === undefined) throw new Error(`Not a time in the format ${format}: ${text}`)
  const read = new Map(letters.map((letter, index) => [letter, values[index] ?? '']))
  return epochMs(read, timezone)
}

function readable({ letter, width }: { letter: string; width: number }): string {
  if (letter === 'Z' || letter === 'X' || letter === 'x') return '(Z|[+-]\\d\\d(?::?\\d\\d)?)'
  if (letter === 'a') return '(AM|PM)'
  if ((letter === 'M' || letter === 'L' || letter === 'E') && width > 2) return '([A-Za-z]+)'
  if (letter === 'z' || letter === 'V') return '([\\w/+-]+)'
  return width === 1 ? '(\\d+)' : `(\\d{${width}})`
}

function epochMs(read: ReadonlyMap<string, string>, timezone: string): number {
  const number = (letter: string, otherwise: number) => {
    const text = read.get(letter)
    return text === undefined ? otherwise : Number(text)
  }
  const monthText = read.get('M') ?? read.get('L') ?? '1'
  const month = /^\d/.test(monthText) ? Number(monthText) - 1 : months.findIndex((name) => name.startsWith(monthText))
  const half = read.get('a')
  const hour = half === undefined ? number('H', 0) : (number('h', 0) % 12) + (half === 'PM' ? 12 : 0)
  const fraction = Number(`0.${read.get('S') ?? '0'}`)
  const year = number('y', number('u', 1970))
  const utc = Date.UTC(year, month, number('d', 1), hour, number('m', 0), number('s', 0), Math.round(fraction * 1_000))
  const offset = read.get('Z') ?? read.get('X') ?? read.get('x')
  return utc - (offset === undefined ? offsetAt(utc, timezone) : offsetOf(offset)) * 60_000
}

function offsetOf(text: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  return sign === '-' ? -total : total
}
