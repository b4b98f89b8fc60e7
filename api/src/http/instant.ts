const dayMs = 86_400_000
const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

/** `2026-03-01T` by the days since 1970: a page of posts has few different ones. */
const dates = new Map<number, string>()
const maxDates = 10_000

/**
 * When an id was made: the milliseconds that a UUIDv7 begins with (RFC 9562, 5.7), as the contract writes instants.
 * A page has twenty of them, and `Date.toISOString` takes ten times as long (4 to 5 µs each).
 */
export function instantOfId(id: string): string {
  const ms = Number.parseInt(id.slice(0, 8), 16) * 65_536 + Number.parseInt(id.slice(9, 13), 16)
  const day = Math.floor(ms / dayMs)
  return dateOfDay(day) + timeOfDay(ms - day * dayMs)
}

function dateOfDay(day: number): string {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= maxDates) dates.clear()
  const date = new Date(day * dayMs).toISOString().replace(/T.*/, 'T')
  dates.set(day, date)
  return date
}

function timeOfDay(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const minutes = Math.floor(seconds / 60)
  const fraction = ms - seconds * 1_000
  const parts = [Math.floor(minutes / 60), minutes % 60, seconds % 60, Math.floor(fraction / 10)]
  const [hour, minute, second, hundredth] = parts.map((part) => twoDigits[part])
  return `${hour}:${minute}:${second}.${hundredth}${fraction % 10}Z`
}
