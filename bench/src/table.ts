export type Alignment = 'left' | 'right'

export interface Column {
  readonly title: string
  readonly alignment: Alignment
}

/** Lines of aligned text; a row of one cell is a heading over those that follow. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const body = rows.filter((row) => row.length > 1)
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...body.map((row) => (row[index] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ alignment }, index) => pad(cells[index] ?? '', widths[index] ?? 0, alignment))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  const lines = rows.flatMap((row) => (row.length > 1 ? [line(row)] : ['', row[0] ?? '']))
  return [line(columns.map(({ title }) => title)), rule, ...lines].join('\n')
}

function pad(text: string, width: number, alignment: Alignment): string {
  return alignment === 'left' ? text.padEnd(width) : text.padStart(width)
}
