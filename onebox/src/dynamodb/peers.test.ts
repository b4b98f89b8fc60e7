import { env } from 'node:process'
import { after, before, test } from 'node:test'
import { dynamoContract } from './testing/contract-suite.ts'
import { javaIsInstalled, startDynamoDbLocal } from './testing/dynamodb-local.ts'
import { RemoteDynamo } from './testing/remote-dynamo.ts'
import { testTables } from './testing/tables.ts'

const endpoint = env.DYNAMODB_ENDPOINT
let dynamo: RemoteDynamo
let stop = async (): Promise<void> => {}

if (endpoint !== undefined || javaIsInstalled()) {
  before(async () => {
    if (endpoint !== undefined) dynamo = new RemoteDynamo(endpoint)
    else ({ dynamo, stop } = await startDynamoDbLocal())
    for (const table of testTables) await dynamo.createTable(table)
  })
  after(() => stop())
  dynamoContract(endpoint ?? "Amazon's DynamoDB Local", () => dynamo)
} else {
  test("Amazon's DynamoDB Local answers the same", { skip: 'it needs Java 17, or DYNAMODB_ENDPOINT' }, () => {})
}
