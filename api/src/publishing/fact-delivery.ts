import type { Logger } from '@porchlight/runtime/logger'
import type { Db } from '../database/database.ts'
import { deleteTold, type Fact, leaseDueFacts, postponeFact } from './fact-queries.ts'
import type { GraphqlClient } from './graphql-client.ts'
import { factMutations } from './mutations.ts'

const batch = 20
/** Longer than the client waits for an answer. */
const leaseSeconds = 15
const maxRetrySeconds = 300

interface Delivery {
  readonly db: Db
  readonly client: Pick<GraphqlClient, 'send'>
  readonly logger: Logger
}

/**
 * Tells the messaging tier what is due, each until it is accepted. Any number of replicas may do so at once: one that
 * dies over a fact leaves it to another, so a fact may be told twice; of one key, never an earlier state after a later.
 */
export async function tellDueFacts(delivery: Delivery): Promise<void> {
  for (;;) {
    const facts = await leaseDueFacts(delivery.db, { limit: batch, leaseSeconds })
    const accepted = await Promise.all(facts.map((fact) => tell(delivery, fact)))
    // Where one was not accepted the others would wait as long, and a replica that stops with them.
    if (facts.length < batch || accepted.includes(false)) return
  }
}

/** Whether it was accepted. */
async function tell({ db, client, logger }: Delivery, { kind, variables, ...fact }: Fact): Promise<boolean> {
  const mutation = { query: factMutations[kind], variables: { input: variables } }
  const error = await client.send(mutation).then(() => undefined, messageOf)
  if (error === undefined) {
    await deleteTold(db, fact)
    return true
  }
  logger.warn({ kind, attempts: fact.attempts, error }, 'the messaging tier was not told')
  await postponeFact(db, fact, { error, seconds: retryIn(fact.attempts) })
  return false
}

/** A second, doubled each time. */
function retryIn(attempts: number): number {
  return Math.min(maxRetrySeconds, 2 ** (attempts - 1))
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
