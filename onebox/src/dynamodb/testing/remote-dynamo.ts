import { z } from 'zod'
import type { Dynamo } from '../dynamo.ts'
import { DynamoError, type DynamoErrorName } from '../errors.ts'
import type { KeySchema, SecondaryIndex, Table } from '../table.ts'

const names: readonly DynamoErrorName[] = [
  'ValidationException',
  'ConditionalCheckFailedException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'IdempotentParameterMismatchException',
  'ResourceNotFoundException',
]

const Reason = z.object({
  Code: z.enum(['None', 'ConditionalCheckFailed', 'ValidationError', 'TransactionConflict']),
  Message: z.string().optional(),
  Item: z.record(z.string(), z.unknown()).optional(),
})
const Fault = z.looseObject({
  __type: z.string().transform((type) => type.replace(/^.*#/, '')),
  CancellationReasons: z.array(Reason).optional(),
  Item: z.record(z.string(), z.unknown()).optional(),
})

/** A DynamoDB that answers at an address and checks no signatures, such as Amazon's DynamoDB Local. */
export class RemoteDynamo implements Dynamo {
  readonly #endpoint: string

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  async send(operation: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    })
    const answer: unknown = await response.json()
    if (response.ok) return z.record(z.string(), z.unknown()).parse(answer)
    throw errorOf(answer)
  }

  async createTable(table: Table): Promise<void> {
    await this.send('CreateTable', {
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: definitions(table),
      KeySchema: keySchema(table),
      ...(table.indexes.length > 0 && {
        GlobalSecondaryIndexes: table.indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index),
          Projection: projection(index),
        })),
      }),
    })
  }
}

function errorOf(answer: unknown): Error {
  const fault = Fault.parse(answer)
  const name = names.find((known) => known === fault.__type)
  if (name === undefined) return new Error(`DynamoDB answered ${JSON.stringify(answer)}`)
  const message = [fault.message, fault.Message].find((text) => typeof text === 'string')
  return new DynamoError(name, typeof message === 'string' ? message : '', {
    item: fault.Item,
    ...(fault.CancellationReasons && { cancellationReasons: fault.CancellationReasons.map(withoutUndefined) }),
  })
}

function withoutUndefined({ Code, Message, Item }: z.infer<typeof Reason>) {
  return { Code, ...(Message !== undefined && { Message }), ...(Item !== undefined && { Item }) }
}

function definitions(table: Table) {
  const keys = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey ?? partitionKey])
  const types = new Map(keys.map(({ name, type }) => [name, type]))
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
}

function keySchema({ partitionKey, sortKey }: { partitionKey: KeySchema; sortKey?: KeySchema }) {
  const hash = { AttributeName: partitionKey.name, KeyType: 'HASH' }
  return sortKey === undefined ? [hash] : [hash, { AttributeName: sortKey.name, KeyType: 'RANGE' }]
}

function projection({ projection: projected }: SecondaryIndex) {
  if (typeof projected === 'string') return { ProjectionType: projected }
  return { ProjectionType: 'INCLUDE', NonKeyAttributes: projected }
}
