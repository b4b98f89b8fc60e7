export type Cell = string | number

/** Columns as wide as they need to be, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => String(row[column] ?? '').length)),
  )
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

const bars = '▁▂▃▄▅▆▇█'

/** One character an hour; nothing where nothing happened at all. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values)
  if (most === 0) return ''
  return values.map((value) => (value === 0 ? ' ' : (bars[Math.ceil((value / most) * 8) - 1] ?? ''))).join('')
}

/** What a stranger sent must not move the cursor or colour the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
