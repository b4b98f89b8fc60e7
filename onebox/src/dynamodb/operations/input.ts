import { z } from 'zod'
import { invalid } from '../errors.ts'

const Attributes = z.record(z.string(), z.unknown())
const Names = z.record(z.string(), z.string()).optional()
const Expressions = { ExpressionAttributeNames: Names, ExpressionAttributeValues: Attributes.optional() }
const Capacity = { ReturnConsumedCapacity: z.enum(['NONE', 'TOTAL', 'INDEXES']).optional() }
const OnFailure = { ReturnValuesOnConditionCheckFailure: z.enum(['NONE', 'ALL_OLD']).optional() }

export const GetItemInput = z.strictObject({
  TableName: z.string(),
  Key: Attributes,
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: Names,
  ...Capacity,
})

const PutFields = {
  TableName: z.string(),
  Item: Attributes,
  ConditionExpression: z.string().optional(),
  ...Expressions,
  ...OnFailure,
}
const DeleteFields = {
  TableName: z.string(),
  Key: Attributes,
  ConditionExpression: z.string().optional(),
  ...Expressions,
  ...OnFailure,
}
const UpdateFields = { ...DeleteFields, UpdateExpression: z.string().optional() }
const OldOrNone = { ReturnValues: z.enum(['NONE', 'ALL_OLD']).optional() }

export const PutItemInput = z.strictObject({ ...PutFields, ...OldOrNone, ...Capacity })
export const DeleteItemInput = z.strictObject({ ...DeleteFields, ...OldOrNone, ...Capacity })
export const UpdateItemInput = z.strictObject({
  ...UpdateFields,
  ReturnValues: z.enum(['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW']).optional(),
  ...Capacity,
})

export const QueryInput = z.strictObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  ...Expressions,
  ExclusiveStartKey: Attributes.optional(),
  Limit: z.number().int().min(1).optional(),
  ScanIndexForward: z.boolean().optional(),
  ConsistentRead: z.boolean().optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
  ...Capacity,
})

const KeysAndAttributes = z.strictObject({
  Keys: z.array(Attributes).min(1),
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: Names,
})
export const BatchGetItemInput = z.strictObject({
  RequestItems: z.record(z.string(), KeysAndAttributes),
  ...Capacity,
})

const WriteRequest = z.strictObject({
  PutRequest: z.strictObject({ Item: Attributes }).optional(),
  DeleteRequest: z.strictObject({ Key: Attributes }).optional(),
})
export const BatchWriteItemInput = z.strictObject({
  RequestItems: z.record(z.string(), z.array(WriteRequest).min(1)),
  ...Capacity,
})

const TransactGet = z.strictObject({
  TableName: z.string(),
  Key: Attributes,
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: Names,
})
export const TransactGetItemsInput = z.strictObject({
  TransactItems: z.array(z.strictObject({ Get: TransactGet })),
  ...Capacity,
})

const TransactWrite = z.strictObject({
  ConditionCheck: z.strictObject({ ...DeleteFields, ConditionExpression: z.string() }).optional(),
  Put: z.strictObject(PutFields).optional(),
  Delete: z.strictObject(DeleteFields).optional(),
  Update: z.strictObject({ ...UpdateFields, UpdateExpression: z.string() }).optional(),
})
export const TransactWriteItemsInput = z.strictObject({
  TransactItems: z.array(TransactWrite),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ...Capacity,
})

/** @throws {DynamoError} `ValidationException`, with every fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw invalid(`${faults.length} validation error detected: ${faults.join('; ')}`)
}
