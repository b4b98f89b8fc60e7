import { type CancellationReason, DynamoError, invalid } from '../errors.ts'
import { Placeholders } from '../expression/placeholders.ts'
import { keyGiven, placeText } from '../keys.ts'
import type { StoredItem } from '../store/rows.ts'
import type { Item } from '../values/attribute-value.ts'
import { readItem } from '../values/read-value.ts'
import { itemBytes } from '../values/size.ts'
import { refuseDoubles } from './batch.ts'
import { commitWrites } from './commit.ts'
import { type DynamoContext, tableNamed } from './context.ts'
import { parseInput, TransactGetItemsInput, TransactWriteItemsInput } from './input.ts'
import { atMost, projection } from './single.ts'
import { type Decision, type PlannedWrite, planWrite, type WriteInput, type WriteKind } from './write-item.ts'

const maxItems = 100
const maxBytes = 4 * 1024 * 1024

export async function transactGetItems(
  context: DynamoContext,
  input: unknown,
): Promise<{ Responses: readonly { Item?: Item }[] }> {
  const { TransactItems } = parseInput(TransactGetItemsInput, input)
  atMost(maxItems, TransactItems.length, 'TransactGetItems')
  const gets = TransactItems.map(({ Get }) => {
    const placeholders = new Placeholders(Get.ExpressionAttributeNames, undefined)
    const shape = projection(Get.ProjectionExpression, placeholders)
    placeholders.checkAllUsed()
    return { shape, key: keyGiven(tableNamed(context, Get.TableName), readItem(Get.Key)) }
  })
  refuseDoubles(
    gets.map(({ key }) => key),
    'Transaction request cannot include multiple operations on one item',
  )
  await context.turn?.take(gets.map(({ key }) => placeText(key)))
  const found = await context.rows.read(gets.map(({ key }) => key))
  return {
    Responses: gets.map(({ shape }, index) => {
      const item = found[index]?.item
      return item === undefined ? {} : { Item: shape(item) }
    }),
  }
}

/**
 * All of the writes, or none.
 *
 * @throws {DynamoError} `TransactionCanceledException` with a reason for each item in its order; `ValidationException`.
 */
export async function transactWriteItems(context: DynamoContext, input: unknown): Promise<Record<string, never>> {
  const { TransactItems } = parseInput(TransactWriteItemsInput, input)
  atMost(maxItems, TransactItems.length, 'TransactWriteItems')
  const writes = TransactItems.map((item) => {
    const { kind, write } = onlyWrite(item)
    return planWrite(kind, tableNamed(context, write.TableName), write)
  })
  refuseDoubles(
    writes.map(({ key }) => key),
    'Transaction request cannot include multiple operations on one item',
  )
  await commitWrites(context, writes, (before) => decideAll(writes, before)).catch((error: unknown) => {
    if (!(error instanceof DynamoError) || error.name !== 'TransactionConflictException') throw error
    throw cancelled(writes.map(() => ({ Code: 'TransactionConflict', Message: error.message })))
  })
  return {}
}

type NamedWrite = WriteInput & { readonly TableName: string }

function onlyWrite(item: {
  readonly ConditionCheck?: NamedWrite | undefined
  readonly Put?: NamedWrite | undefined
  readonly Delete?: NamedWrite | undefined
  readonly Update?: NamedWrite | undefined
}): { kind: WriteKind; write: NamedWrite } {
  const all: readonly { kind: WriteKind; write: NamedWrite | undefined }[] = [
    { kind: 'check', write: item.ConditionCheck },
    { kind: 'put', write: item.Put },
    { kind: 'delete', write: item.Delete },
    { kind: 'update', write: item.Update },
  ]
  const given = all.flatMap(({ kind, write }) => (write === undefined ? [] : [{ kind, write }]))
  const [only] = given
  if (only === undefined || given.length > 1) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  }
  return only
}

function decideAll(writes: readonly PlannedWrite[], before: readonly (StoredItem | undefined)[]): readonly Decision[] {
  const outcomes = writes.map((write, index) => decideOne(write, before[index]))
  if (outcomes.some(({ reason }) => reason.Code !== 'None')) throw cancelled(outcomes.map(({ reason }) => reason))
  const decisions = outcomes.flatMap(({ decision }) => decision ?? [])
  const bytes = decisions.reduce((sum, { after }) => sum + (after === undefined ? 0 : itemBytes(after)), 0)
  if (bytes > maxBytes) throw invalid('Aggregated size of all items in the transaction exceeds 4 MB')
  return decisions
}

function decideOne(
  write: PlannedWrite,
  before: StoredItem | undefined,
): { decision?: Decision; reason: CancellationReason } {
  try {
    return { decision: write.decide(before), reason: { Code: 'None' } }
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    const Code = error.name === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError'
    return { reason: { Code, Message: error.message, ...(error.item && { Item: error.item }) } }
  }
}

function cancelled(reasons: readonly CancellationReason[]): DynamoError {
  const codes = reasons.map(({ Code }) => Code).join(', ')
  return new DynamoError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { cancellationReasons: reasons },
  )
}
