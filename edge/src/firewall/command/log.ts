import { setTimeout as delay } from 'node:timers/promises'
import { type FirewallRecordItem, FirewallRecordQuery } from '@porchlight/contract/firewall'
import { z } from 'zod'
import { matchReader } from '../keeper/matches.ts'
import { pageOfRecords } from '../keeper/records.ts'
import type { Options } from './arguments.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import type { Place } from './place.ts'
import { printable } from './table.ts'

const followIntervalMs = 500
/** A page of the contract. */
const pageLimit = 50

interface Output {
  readonly print: (text: string) => void
  readonly interrupted: AbortSignal
}

/** The latest first; with `--follow` what comes, as it comes, until it is interrupted. */
export async function printLog(place: Place, options: Options, { print, interrupted }: Output): Promise<void> {
  const { firewall } = await place.inForce()
  const matchesOf = matchReader(firewall)
  const wanted = readOptions(options)
  const show = (item: FirewallRecordItem): void => print(options.json ? JSON.stringify(item.record) : itemText(item))
  const read = async (cursor: string | undefined, limit: number) =>
    pageOfRecords(place.files.log, { ...wanted, limit, ...(cursor && { cursor }) }, matchesOf)

  const latest = await take(read, Number(options.limit ?? 20))
  for (const item of options.follow ? latest.toReversed() : latest) show(item)
  if (!options.follow && latest.length === 0 && !options.json) print('No request in the log fits.')
  let newest = latest[0]?.id
  while (options.follow) {
    await delay(followIntervalMs, undefined, { signal: interrupted }).catch(() => undefined)
    if (interrupted.aborted) return
    const page = await read(undefined, pageLimit)
    const fresh = (page?.items ?? []).slice(0, indexOfKnown(page?.items ?? [], newest))
    for (const item of fresh.toReversed()) show(item)
    newest = fresh[0]?.id ?? newest
  }
}

function indexOfKnown(items: readonly FirewallRecordItem[], known: string | undefined): number {
  const index = items.findIndex(({ id }) => id === known)
  return index === -1 ? items.length : index
}

type Read = (cursor: string | undefined, limit: number) => ReturnType<typeof pageOfRecords>

async function take(read: Read, limit: number): Promise<readonly FirewallRecordItem[]> {
  const items: FirewallRecordItem[] = []
  let cursor: string | undefined
  do {
    const page = await read(cursor, Math.min(pageLimit, limit - items.length))
    items.push(...(page?.items ?? []))
    cursor = page?.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < limit)
  return items
}

function readOptions({ rule, action, address, limit }: Options) {
  const Wanted = FirewallRecordQuery.pick({ rule: true, action: true, address: true }).extend({
    limit: z.coerce.number().int().min(1).max(100_000).optional(),
  })
  const parsed = Wanted.safeParse({ rule, action: action?.toUpperCase(), address, limit })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new CommandFault(`--${issue?.path.join('.')}: ${issue?.message}`, exitCodes.usage)
}

export function itemText({ record, matches }: FirewallRecordItem): string {
  const { clientIp, country, httpMethod, uri, args } = record.httpRequest
  const where = country === '-' ? clientIp : `${clientIp} (${country})`
  const target = printable(args === '' ? uri : `${uri}?${args}`)
  const outcome = record.action === 'ALLOW' && matches[0]?.action !== 'ALLOW' ? 'COUNT' : record.action
  const lines = matches.map(({ rule, action, details }) => {
    const found = details.flatMap(({ matchedData }) => matchedData).map(printable)
    const [detail] = details
    const field = detail?.matchedFieldName ? ` ${printable(detail.matchedFieldName)}` : ''
    return `    ${rule}${action === outcome ? '' : ` (${action})`}${detail ? `  ${detail.location}${field}` : ''}${found.length > 0 ? `: «${found.join('» «')}»` : ''}`
  })
  return [
    `${new Date(record.timestamp).toISOString()}  ${outcome.padEnd(5)}  ${where}  ${httpMethod} ${target}`,
    ...lines,
  ].join('\n')
}
