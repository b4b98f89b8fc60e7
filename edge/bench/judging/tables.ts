import { textTable } from '../../../bench/src/table.ts'
import { families } from '../../src/firewall/detection/findings.ts'
import { encodings } from '../corpus/encodings.ts'
import { every, type Judged } from './judge-half.ts'
import { type Beside, judgedFamilies } from './peer.ts'
import type { Tally } from './tally.ts'

const placeNames = ['query', 'path', 'form', 'JSON', 'multipart', 'header', 'cookie', 'XML', 'text', 'request']

export function byEncoding(tally: Tally): string {
  const names = encodings.map(({ name }) => name)
  return matrix(names, tally, (encoding) => encoding)
}

export function byPlace(tally: Tally): string {
  return matrix(placeNames, tally, (place) => `${every} ${place}`)
}

/** A row a family, a column an encoding or place, with the totals of both. */
function matrix(names: readonly string[], tally: Tally, total: (name: string) => string): string {
  const row = (title: string, own: string, cell: (name: string) => string): string[] => [
    title,
    tally.cell(own),
    ...names.map((name) => tally.cell(cell(name))),
  ]
  const rows = families
    .filter((family) => tally.total(family) > 0)
    .map((family) => row(family, family, (name) => `${family} ${name}`))
  return table(['', 'all', ...names], [row(every, every, total), ...rows])
}

export function benignTable({ benignAlone, benignRequests }: Judged): string {
  const row = (kind: string): string[] => [
    kind,
    String(benignAlone.total(kind)),
    benignAlone.cell(kind),
    String(benignRequests.total(kind)),
    String(benignRequests.blocked(kind)),
    benignRequests.cell(kind),
  ]
  const places = placeNames.map((name) => `${every} ${name}`).filter((name) => benignRequests.total(name) > 0)
  return table(
    ['', 'values', 'findAttacks, %', 'requests', 'blocked', '%'],
    [every, ...places, ...benignAlone.groups.filter((kind) => kind !== every)].map(row),
  )
}

export function mistakenTable({ mistaken }: Judged): string {
  const taken = families.filter((family) => mistaken.blocked(family) > 0)
  const row = (family: string): string[] => [family, String(mistaken.blocked(family)), mistaken.cell(family)]
  return table(['', 'values', '%'], taken.map(row))
}

export function peerTable({ own, peer }: Beside): string {
  const groups = judgedFamilies.flatMap((judged) => [judged, `benign ${judged}`])
  const row = (group: string): string[] => [group, String(own.total(group)), own.cell(group), peer.cell(group)]
  return table(['', 'values', 'own', 'is_sqli, is_xss'], groups.map(row))
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = titles.map((title, index) => ({
    title,
    alignment: index === 0 ? ('left' as const) : ('right' as const),
  }))
  return textTable(columns, rows)
}
