import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dynamo, DynamoOperation } from '../dynamo.ts'
import { DynamoError } from '../errors.ts'
import { normalAnswer } from './normal-answer.ts'
import { type Step, vectors } from './vectors/vectors.ts'

/** What every DynamoDB must answer to the same operations: ours, Amazon's DynamoDB Local, or one at an address. */
export function dynamoContract(name: string, dynamo: () => Dynamo): void {
  for (const { title, steps } of vectors) {
    test(`${name}: ${title}`, async () => {
      for (const step of steps) assert.deepEqual(await outcome(dynamo(), step), expected(step), describe(step))
    })
  }
}

function expected({ gives, refuses }: Step): unknown {
  if (refuses === undefined) return normalAnswer(gives ?? {})
  return typeof refuses === 'string' ? { refuses } : { refuses: 'TransactionCanceledException', reasons: refuses }
}

async function outcome(dynamo: Dynamo, { operation, input }: Step): Promise<unknown> {
  return tryOperation(dynamo, operation, input)
}

/** What a caller sees, in a form that two answers can be compared in. */
export async function tryOperation(dynamo: Dynamo, operation: DynamoOperation, input: unknown): Promise<unknown> {
  try {
    return normalAnswer(await dynamo.send(operation, input))
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error
    if (error.cancellationReasons === undefined) return { refuses: error.name }
    return { refuses: error.name, reasons: error.cancellationReasons.map(({ Code }) => Code) }
  }
}

function describe({ operation, input }: Step): string {
  return `${operation} ${JSON.stringify(input)}`
}
