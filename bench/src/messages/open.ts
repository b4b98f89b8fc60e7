import { directConversationId } from '@porchlight/contract/messaging-limits'
import type { Messaging } from '@porchlight/messaging/client/messaging'
import { withDatabase } from '../database.ts'
import { joinMembers } from '../members.ts'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import { percentile } from '../statistics.ts'
import { openPage } from './members.ts'

const promisedRatio = 1.5
const tuning = { gapRepair: true, idleMs: 600_000, settleMs: 600_000 }

/** How soon the last page of a conversation is shown: of a very long one beside one of a hundred messages. */
export async function openRows(system: RunningSystem, { messages }: Options): Promise<readonly Row[]> {
  const [reader, one, other] = await joinMembers(system, 3)
  if (reader === undefined || one === undefined || other === undefined) throw new Error('Three must be there')
  const writers = [one, other]
  const sizes = [100, messages.longConversation]
  for (const [index, writer] of writers.entries()) {
    await begin(openPage(system.place.origin, writer, { tuning }), reader.id)
    await lengthen(system, directConversationId(reader.id, writer.id), sizes[index] ?? 0)
  }
  const ids = writers.map(({ id }) => directConversationId(reader.id, id))
  const page = () => openPage(system.place.origin, reader, { tuning })
  const timesMs: number[][] = [[], []]
  for (let round = 0; round < messages.opens + warmUps; round += 1) {
    for (const [index, id] of ids.entries()) {
      const tookMs = await opening(page(), id)
      if (round >= warmUps) timesMs[index]?.push(tookMs)
    }
  }
  return rowsOf(
    timesMs.map((times) => times.toSorted((a, b) => a - b)),
    messages.longConversation,
  )
}

const warmUps = 10

async function begin(page: Messaging, memberId: string): Promise<void> {
  const conversation = page.conversation(await page.openDirect(memberId))
  await conversation.send({ body: 'The first' })
  await shown(conversation, ({ entries }) => entries.length > 0)
  await page.stop()
}

/** From asking for it to its last page. */
async function opening(page: Messaging, id: string): Promise<number> {
  const startedAt = performance.now()
  await shown(page.conversation(id), ({ status }) => status === 'ready')
  const tookMs = performance.now() - startedAt
  await page.stop()
  return tookMs
}

function shown(
  conversation: ReturnType<Messaging['conversation']>,
  holds: (view: ReturnType<(typeof conversation)['getSnapshot']>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (holds(conversation.getSnapshot())) resolve()
    }
    conversation.subscribe(look)
    look()
  })
}

/** Copies the first message until there are so many: what a million sendings would leave, in minutes less. */
async function lengthen({ place }: RunningSystem, id: string, count: number): Promise<void> {
  await withDatabase(place, async (client) => {
    await client.query(
      `insert into dynamodb.item (table_name, partition, sort, version, expires_at, body)
       select table_name, partition, convert_to('E#' || lpad(number::text, 12, '0'), 'UTF8'), version, expires_at,
         replace(replace(replace(replace(body, 'E#000000000001', 'E#' || lpad(number::text, 12, '0')),
           '"number":{"N":"1"}', '"number":{"N":"' || number || '"}'),
           '"version":{"N":"1"}', '"version":{"N":"' || number || '"}'),
           '"count":{"N":"1"}', '"count":{"N":"' || number || '"}')
       from dynamodb.item, generate_series(2, $2::int) as number
       where partition = convert_to($1, 'UTF8') and sort = convert_to('E#000000000001', 'UTF8')`,
      [`C#${id}`, count],
    )
    await client.query(
      `update dynamodb.item set version = nextval('dynamodb.version'), body = replace(replace(body, '"lastNumber":{"N":"1"}', '"lastNumber":{"N":"' || $2::text || '"}'),
         '"messageCount":{"N":"1"}', '"messageCount":{"N":"' || $2::text || '"}')
       where partition = convert_to($1, 'UTF8') and sort = convert_to('META', 'UTF8')`,
      [`C#${id}`, count],
    )
    await client.query('analyze dynamodb.item')
  })
}

function rowsOf([short = [], long = []]: readonly (readonly number[])[], size: number): readonly Row[] {
  const many = size.toLocaleString('en-GB')
  return [
    { what: `of ${many} messages, p50`, measured: percentile(long, 0.5), unit: 'ms', limit: percentile(short, 0.5) },
    {
      what: `of ${many} messages, p99`,
      measured: percentile(long, 0.99),
      unit: 'ms',
      limit: percentile(short, 0.99),
      promised: { atMost: promisedRatio },
    },
  ]
}
