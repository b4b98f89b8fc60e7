import type { FirewallRecordItem, FirewallRecordPage, FirewallRecordQuery } from '@porchlight/contract/firewall'
import { AddressSet } from '../addresses/address-set.ts'
import { parseAddress } from '../addresses/parse-address.ts'
import type { CountryOf } from '../sources.ts'
import { type LogLine, parseRecord, readLinesBackwards, readPosition, writePosition } from './log-reader.ts'
import type { MatchesOf } from './matches.ts'

/** A page looks at no more than this of the log; where little matches it may come back short, with a cursor to go on. */
const maxScannedBytes = 16 * 1024 * 1024

/** Newest first. @returns `undefined` for a cursor that this list did not give. */
export async function pageOfRecords(
  directory: string,
  query: FirewallRecordQuery,
  matchesOf: MatchesOf,
): Promise<FirewallRecordPage | undefined> {
  const before = query.cursor === undefined ? undefined : readPosition(query.cursor)
  if (query.cursor !== undefined && before === undefined) return undefined
  const wanted = itemFilter(query, matchesOf)
  const items: FirewallRecordItem[] = []
  let scanned = 0
  for await (const line of readLinesBackwards(directory, before)) {
    const item = wanted(line)
    if (item !== undefined) items.push(item)
    scanned += line.text.length
    const full = items.length === query.limit || scanned > maxScannedBytes
    if (full) return { items, nextCursor: writePosition(line.position) }
  }
  return { items, nextCursor: null }
}

function itemFilter(
  query: FirewallRecordQuery,
  matchesOf: MatchesOf,
): (line: LogLine) => FirewallRecordItem | undefined {
  // Most lines are told apart by their text, without reading them as JSON.
  const texts = [query.rule?.split('/').at(-1), query.action].flatMap((text) => (text ? [`"${text}"`] : []))
  const addresses = query.address === undefined ? undefined : AddressSet.parse([query.address]).set
  return ({ text, position }) => {
    if (!texts.every((part) => text.includes(part))) return undefined
    const record = parseRecord(text)
    if (record === undefined || (query.action !== undefined && !shows(record.action, query.action, text)))
      return undefined
    const address = addresses && parseAddress(record.httpRequest.clientIp)
    if (addresses !== undefined && (address === undefined || !addresses.has(address))) return undefined
    const matches = matchesOf(record)
    if (query.rule !== undefined && !matches.some(({ rule }) => isWithin(rule, query.rule ?? ''))) return undefined
    return { id: writePosition(position), matches, record }
  }
}

/** Count never ends a request: it is what a rule did to one that went on. */
function shows(action: string, wanted: string, text: string): boolean {
  return wanted === 'COUNT' ? action === 'ALLOW' && text.includes('"COUNT"') : action === wanted
}

function isWithin(rule: string, wanted: string): boolean {
  return rule === wanted || rule.startsWith(`${wanted}/`)
}

export function withCountry(item: FirewallRecordItem, countryOf: CountryOf | undefined): FirewallRecordItem {
  const { httpRequest } = item.record
  if (countryOf === undefined || httpRequest.country !== '-') return item
  const country = countryOf(httpRequest.clientIp) ?? '-'
  return { ...item, record: { ...item.record, httpRequest: { ...httpRequest, country } } }
}
