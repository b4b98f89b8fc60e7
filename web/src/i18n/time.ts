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
  if (agoMs < minuteMs) return relative(locale).format(0, 'second')
  if (agoMs < hourMs) return unit(locale, 'minute', Math.floor(agoMs / minuteMs))
  if (agoMs < dayMs) return unit(locale, 'hour', Math.floor(agoMs / hourMs))
  if (agoMs < 7 * dayMs) return unit(locale, 'day', Math.floor(agoMs / dayMs))
  const sameYear = new Date(then).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  return dates(locale, {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
    ...(timeZone && { timeZone }),
  }).format(then)
}

export function fullTime(instant: string, { locale, timeZone }: Reader): string {
  return dates(locale, { dateStyle: 'full', timeStyle: 'short', ...(timeZone && { timeZone }) }).format(
    Date.parse(instant),
  )
}

export function longDate(instant: string, { locale, timeZone }: Reader): string {
  return dates(locale, { dateStyle: 'long', ...(timeZone && { timeZone }) }).format(Date.parse(instant))
}

/** "12,345" in full below ten thousand, "12K" above. */
export function count(value: number, locale: string): string {
  const compact = value >= 10_000 ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : {}
  return figures(locale, compact).format(value)
}

function unit(locale: string, name: 'minute' | 'hour' | 'day', value: number): string {
  const unitDisplay = name === 'day' ? 'long' : 'short'
  return figures(locale, { style: 'unit', unit: name, unitDisplay }).format(value)
}

/** Making a formatter costs a hundred times what using it does, and a timeline writes dozens of times and figures. */
function kept<Options, Formatter>(make: (locale: string, options?: Options) => Formatter) {
  const formatters = new Map<string, Formatter>()
  return (locale: string, options?: Options): Formatter => {
    const key = `${locale} ${JSON.stringify(options)}`
    const formatter = formatters.get(key) ?? make(locale, options)
    formatters.set(key, formatter)
    return formatter
  }
}

const dates = kept((locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
const figures = kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const relative = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

/** "14:05", as the reader's region writes it. */
export function clockTime(instant: string, { locale, timeZone }: Reader): string {
  return dates(locale, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(
    Date.parse(instant),
  )
}

/** Today and yesterday by their words, other days by weekday and date. */
export function dayName(instant: string, reader: Reader, named: { today: string; yesterday: string }): string {
  const { locale, nowMs, timeZone } = reader
  const day = (ms: number) => dates('en-CA', { dateStyle: 'short', ...(timeZone && { timeZone }) }).format(ms)
  const then = Date.parse(instant)
  if (day(then) === day(nowMs)) return named.today
  if (day(then) === day(nowMs - dayMs)) return named.yesterday
  const sameYear = new Date(then).getFullYear() === new Date(nowMs).getFullYear()
  return dates(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
    ...(timeZone && { timeZone }),
  }).format(then)
}
