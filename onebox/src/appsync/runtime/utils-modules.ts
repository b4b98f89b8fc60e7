import { dynamodbHelpers } from './util/dynamodb-helpers.ts'
import { extensions } from './util/extensions.ts'
import { runtime } from './util/runtime.ts'
import { util } from './util/util.ts'

export interface ConsoleOutput {
  log(...values: unknown[]): void
  error(...values: unknown[]): void
}

/** What resolvers import. On AWS the packages of these names are empty, and the runtime stands in for them. */
export function createUtilsModules() {
  return {
    '@aws-appsync/utils': { util, extensions, runtime },
    '@aws-appsync/utils/dynamodb': dynamodbHelpers,
  }
}
