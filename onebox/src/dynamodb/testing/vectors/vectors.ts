import type { DynamoOperation } from '../../dynamo.ts'
import type { CancellationReason, DynamoErrorName } from '../../errors.ts'
import { conditionVectors } from './conditions.ts'
import { faultVectors } from './faults.ts'
import { queryVectors } from './queries.ts'
import { transactionVectors } from './transactions.ts'
import { updateVectors } from './updates.ts'
import { valueVectors } from './values.ts'

/** One operation, with the answer or the name of the refusal; of a cancelled transaction the code for each item. */
export interface Step {
  readonly operation: DynamoOperation
  readonly input: unknown
  readonly gives?: unknown
  readonly refuses?: DynamoErrorName | readonly CancellationReason['Code'][]
}

export interface Vector {
  readonly title: string
  readonly steps: readonly Step[]
}

export const vectors: readonly Vector[] = [
  ...valueVectors,
  ...conditionVectors,
  ...updateVectors,
  ...queryVectors,
  ...transactionVectors,
  ...faultVectors,
]
