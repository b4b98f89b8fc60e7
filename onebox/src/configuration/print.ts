import type { Effective } from './configuration.ts'

/** One line a setting, in a form that the file takes; secrets are masked. */
export function printedConfiguration(effective: readonly Effective[]): string {
  const assignments = effective.map((one) => `${one.setting.name}=${shown(one)}`)
  const width = Math.max(...assignments.map((text) => text.length))
  const lines = effective.map(({ source }, index) => `${assignments[index]?.padEnd(width)}  # ${source}`)
  return `${lines.join('\n')}\n`
}

function shown({ setting, text }: Effective): string {
  if (text === undefined) return ''
  return setting.secret ? '********' : text
}
