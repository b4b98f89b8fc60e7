import { DynamoError } from '../errors.ts'
import { placeText, type StoredKey } from '../keys.ts'
import type { StoredItem } from '../store/rows.ts'
import type { DynamoContext } from './context.ts'
import type { Decision, PlannedWrite } from './write-item.ts'

/** Others may write between our read and our commit; DynamoDB, too, gives up at some time. */
const maxTries = 50

/**
 * One after the other with whoever writes to one of the same items, so that each decides by what the one before left: who
 * reads and decides at the same pace as somebody quicker would lose every time.
 *
 * Decides by what is remembered, as if nothing else were there, and commits: a commit holds only if that was true. If not,
 * reads, decides and commits, again whenever somebody else was quicker.
 *
 * @throws {DynamoError} what `decide` throws; `TransactionConflictException` when others were always quicker.
 */
export async function commitWrites(
  context: DynamoContext,
  writes: readonly PlannedWrite[],
  decide: (before: readonly (StoredItem | undefined)[]) => readonly Decision[],
): Promise<readonly Decision[]> {
  const keys = writes.map(({ key }) => key)
  const turn = context.turn ?? context.turns.begin()
  try {
    await turn.take(keys.map(placeText))
    return await commitInTurn(context, keys, decide)
  } finally {
    if (context.turn === undefined) turn.end()
  }
}

async function commitInTurn(
  context: DynamoContext,
  keys: readonly StoredKey[],
  decide: (before: readonly (StoredItem | undefined)[]) => readonly Decision[],
): Promise<readonly Decision[]> {
  const guessed = attempt(() => decide(context.rows.remembered(keys)))
  if (guessed !== undefined && (await context.rows.commit(guessed.map(({ write }) => write)))) return guessed
  for (let tries = 0; tries < maxTries; tries += 1) {
    const decisions = decide(await context.rows.read(keys))
    if (await context.rows.commit(decisions.map(({ write }) => write))) return decisions
  }
  throw new DynamoError('TransactionConflictException', 'Transaction is ongoing for the item')
}

export async function commitWrite(context: DynamoContext, write: PlannedWrite): Promise<Decision> {
  const [decision] = await commitWrites(context, [write], ([before]) => [write.decide(before)])
  if (decision === undefined) throw new Error('A commit of one write has one decision')
  return decision
}

/** What fails by what is remembered may be right by what is there. */
function attempt(decide: () => readonly Decision[]): readonly Decision[] | undefined {
  try {
    return decide()
  } catch (error) {
    if (error instanceof DynamoError) return undefined
    throw error
  }
}
