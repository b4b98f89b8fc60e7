const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export interface Reader {
  readonly locale: string
  readonly nowMs: number
  /** Undefined: the device's own. */
  readonly timeZone: string | undefined
}

/** How long ago, as short as a timeline needs it: "now", "3 min", "5 hr", "2 d", then a date. */
export function shortTime(instant: string, { locale, nowMs, timeZone }: Reader): string {
  const then = Date.parse(instant)
  const agoMs = Math.max(0, nowMs - then)
  if (agoMs < minuteMs) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  if (agoMs < hourMs) return unit(locale, 'minute', Math.floor(agoMs / minuteMs))
  if (agoMs < dayMs) return unit(locale, 'hour', Math.floor(agoMs / hourMs))
  if (agoMs < 7 * dayMs) return unit(locale, 'day', Math.floor(agoMs / dayMs))
  const sameYear = new Date(then).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
    ...(timeZone && { timeZone }),
  }).format(then)
}

export function fullTime(instant: string, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    ...(timeZone && { timeZone }),
  }).format(Date.parse(instant))
}

export function longDate(instant: string, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(timeZone && { timeZone }) }).format(
    Date.parse(instant),
  )
}

/** "12,345" in full below ten thousand, "12K" above. */
export function count(value: number, locale: string): string {
  const compact = value >= 10_000 ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : {}
  return new Intl.NumberFormat(locale, compact).format(value)
}

function unit(locale: string, name: 'minute' | 'hour' | 'day', value: number): string {
  const unitDisplay = name === 'day' ? 'long' : 'short'
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).format(value)
}
