import { type Column, textTable } from './table.ts'

/** A figure beside its limit. */
export interface Row {
  readonly what: string
  readonly measured: number
  readonly unit: string
  /** What it is held against, in the same unit: a promise, or what a bare route did in the same run. */
  readonly limit?: number
  /** Where it is not measured over limit: the middle of the ratios of single rounds. */
  readonly ratio?: number
  /** The ratio promised; absent: shown, and nothing promised. */
  readonly promised?: { readonly atMost: number } | { readonly atLeast: number }
}

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
  /** Why there are no rows. */
  readonly failure?: string
}

/** A measurement that cannot be made leaves the others as they are, and says why in its place. */
export async function section(title: string, measure: () => Promise<readonly Row[]>): Promise<Section> {
  try {
    return { title, rows: await measure() }
  } catch (error) {
    return { title, rows: [], failure: error instanceof Error ? error.message : String(error) }
  }
}

const columns: readonly Column[] = [
  { title: '', alignment: 'left' },
  { title: 'measured', alignment: 'right' },
  { title: 'limit', alignment: 'right' },
  { title: 'ratio', alignment: 'right' },
  { title: 'promised', alignment: 'left' },
  { title: '', alignment: 'left' },
]

export function ratioOf({ measured, limit, ratio }: Row): number | undefined {
  return ratio ?? (limit === undefined ? undefined : measured / limit)
}

/** Undefined where nothing is promised. */
export function verdictOf(row: Row): 'pass' | 'over' | undefined {
  const ratio = ratioOf(row)
  if (ratio === undefined || row.promised === undefined) return undefined
  const kept = 'atMost' in row.promised ? ratio <= row.promised.atMost : ratio >= row.promised.atLeast
  return kept ? 'pass' : 'over'
}

export function reportText(sections: readonly Section[]): string {
  return textTable(
    columns,
    sections.flatMap(({ title, rows, failure }) => [
      [failure === undefined ? title : `${title}: could not be measured. ${failure}`],
      ...rows.map(cells),
    ]),
  )
}

/** The same for programs to read. */
export function reportJson(sections: readonly Section[]): unknown {
  return sections.map(({ title, rows, failure }) => ({
    title,
    failure,
    rows: rows.map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) })),
  }))
}

function cells(row: Row): string[] {
  const ratio = ratioOf(row)
  return [
    `  ${row.what}`,
    quantity(row.measured, row.unit),
    row.limit === undefined ? '' : quantity(row.limit, row.unit),
    ratio === undefined ? '' : ratio.toFixed(2),
    promise(row),
    verdictOf(row) ?? '',
  ]
}

function promise({ promised }: Row): string {
  if (promised === undefined) return ''
  return 'atMost' in promised ? `at most ${promised.atMost.toFixed(2)}` : `at least ${promised.atLeast.toFixed(2)}`
}

/** Three digits that mean something, and the unit. */
export function quantity(value: number, unit: string): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
  const number = value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit === '' ? number : `${number} ${unit}`
}
