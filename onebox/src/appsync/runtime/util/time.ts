import { formatTime, parseTime } from './java-time.ts'

const msPerSecond = 1_000

export const time = {
  nowISO8601: (): string => new Date().toISOString(),
  nowEpochSeconds: (): number => Math.floor(Date.now() / msPerSecond),
  nowEpochMilliSeconds: (): number => Date.now(),
  nowFormatted: (format: string, timezone = 'UTC'): string => formatTime(Date.now(), format, timezone),
  parseFormattedToEpochMilliSeconds: (text: string, format: string, timezone = 'UTC'): number =>
    parseTime(text, format, timezone),
  parseISO8601ToEpochMilliSeconds(text: string): number {
    const ms = Date.parse(text)
    if (Number.isNaN(ms)) throw new Error(`Not a time in ISO 8601: ${text}`)
    return ms
  },
  epochMilliSecondsToSeconds: (ms: number): number => Math.floor(ms / msPerSecond),
  epochMilliSecondsToISO8601: (ms: number): string => new Date(ms).toISOString(),
  epochMilliSecondsToFormatted: (ms: number, format: string, timezone = 'UTC'): string =>
    formatTime(ms, format, timezone),
}
