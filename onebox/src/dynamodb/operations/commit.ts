import { DynamoError } from '../errors.ts'
import type { StoredItem } from '../store/rows.ts'
import type { DynamoContext } from './context.ts'
import type { Decision, PlannedWrite } from './write-item.ts'

/** Others may write between our read and our commit; DynamoDB, too, gives up at some time. */
const maxTries = 50

/**
 * Reads, decides and commits, again whenever somebody else was quicker.
 *
 * @throws {DynamoError} what `decide` throws; `TransactionConflictException` when others were always quicker.
 */
export async function commitWrites(
  context: DynamoContext,
  writes: readonly PlannedWrite[],
  decide: (before: readonly (StoredItem | undefined)[]) => readonly Decision[],
): Promise<readonly Decision[]> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const decisions = decide(await context.rows.read(writes.map(({ key }) => key)))
    if (await context.rows.commit(decisions.map(({ write }) => write))) return decisions
  }
  throw new DynamoError('TransactionConflictException', 'Transaction is ongoing for the item')
}

export async function commitWrite(context: DynamoContext, write: PlannedWrite): Promise<Decision> {
  const [decision] = await commitWrites(context, [write], ([before]) => [write.decide(before)])
  if (decision === undefined) throw new Error('A commit of one write has one decision')
  return decision
}
