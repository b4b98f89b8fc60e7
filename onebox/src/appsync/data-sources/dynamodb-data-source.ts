import type { Dynamo, DynamoInTurn } from '../../dynamodb/dynamo.ts'
import { DynamoError } from '../../dynamodb/errors.ts'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { type DataSource, type DataSourceAnswer, failed, type ResolverWork } from './data-source.ts'
import { batchDelete, batchGet, batchPut } from './dynamodb-batch.ts'
import { query } from './dynamodb-query.ts'
import type { DynamodbRequest, TableSource } from './dynamodb-request.ts'
import { deleteItem, getItem, putItem, updateItem } from './dynamodb-single.ts'
import { transactGet, transactWrite } from './dynamodb-transact.ts'
import type { PageTokens } from './page-token.ts'

/** Scan and Sync are AppSync's as well. No access pattern of ours scans, and no table of ours is versioned. */
const operations: Readonly<
  Record<string, (source: TableSource, request: DynamodbRequest) => Promise<DataSourceAnswer>>
> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  BatchGetItem: batchGet,
  BatchPutItem: batchPut,
  BatchDeleteItem: batchDelete,
  TransactGetItems: transactGet,
  TransactWriteItems: transactWrite,
}

export interface DynamodbOptions {
  readonly dynamo: Dynamo | DynamoInTurn
  readonly table: string
  readonly pageTokens: PageTokens
  /** Something other than the request is to blame. */
  readonly onFault: (error: unknown) => void
}

/** A table, reached as AppSync reaches one: by its request objects, errors as `DynamoDB:` and AWS's name. */
export function dynamodbDataSource({ onFault, dynamo, ...source }: DynamodbOptions): DataSource {
  const inTurn = 'begin' in dynamo ? turns(dynamo) : () => dynamo
  return {
    async invoke(request, work) {
      const operation = isRecord(request) ? operations[String(request.operation)] : undefined
      if (!isRecord(request) || operation === undefined) {
        return failed('DynamoDB:UnsupportedOperation', 'The request has no operation that this data source has.')
      }
      try {
        return await operation({ ...source, dynamo: inTurn(work) }, request)
      } catch (error) {
        if (error instanceof DynamoError) return failed(`DynamoDB:${error.name}`, error.message)
        onFault(error)
        return failed('DynamoDB:InternalServerError', 'The table could not be reached.')
      }
    },
  }
}

/** What a mutation reads it will write: others who read the same in order to write it wait, rather than lose a race. */
function turns(dynamo: DynamoInTurn): (work: ResolverWork | undefined) => Dynamo {
  const known = new WeakMap<ResolverWork, Dynamo>()
  return (work) => {
    if (work?.typeName !== 'Mutation') return dynamo
    const before = known.get(work)
    if (before !== undefined) return before
    const turn = dynamo.begin()
    work.atEnd.push(() => turn.end())
    const own: Dynamo = { send: (operation, input) => dynamo.send(operation, input, turn) }
    known.set(work, own)
    return own
  }
}
