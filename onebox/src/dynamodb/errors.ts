/** The names under which DynamoDB refuses, which are what callers branch on. */
export type DynamoErrorName =
  | 'ValidationException'
  | 'ConditionalCheckFailedException'
  | 'TransactionCanceledException'
  | 'TransactionConflictException'
  | 'IdempotentParameterMismatchException'
  | 'ResourceNotFoundException'
  | 'ItemCollectionSizeLimitExceededException'

export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError' | 'TransactionConflict'
  readonly Message?: string
  readonly Item?: Readonly<Record<string, unknown>>
}

export class DynamoError extends Error {
  override readonly name: DynamoErrorName
  /** The item that the condition met, where the caller asked for it. */
  readonly item: Readonly<Record<string, unknown>> | undefined
  /** Of a transaction, one for each of its items. */
  readonly cancellationReasons: readonly CancellationReason[] | undefined

  constructor(
    name: DynamoErrorName,
    message: string,
    details: {
      readonly item?: Readonly<Record<string, unknown>> | undefined
      readonly cancellationReasons?: readonly CancellationReason[]
    } = {},
  ) {
    super(message)
    this.name = name
    this.item = details.item
    this.cancellationReasons = details.cancellationReasons
  }
}

export function invalid(message: string): DynamoError {
  return new DynamoError('ValidationException', message)
}

export function invalidParameter(message: string): DynamoError {
  return invalid(`One or more parameter values were invalid: ${message}`)
}
