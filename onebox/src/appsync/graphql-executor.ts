import { graphqlLimits } from '@porchlight/system/graphql-api'
import { OperationTypeNode } from 'graphql'
import type { Executor } from './executor.ts'
import { Documents, type Operation } from './graphql/documents.ts'
import { refused, requestFault } from './graphql/faults.ts'
import { type ApiOptions, loadApi } from './graphql/load-api.ts'
import { registerSubscription } from './graphql/register-subscription.ts'
import { runOperation } from './graphql/run-operation.ts'
import { subscribedMutations } from './graphql/schema.ts'
import type { Caller, GraphqlAnswer, GraphqlRequest } from './graphql-request.ts'
import type { Publisher } from './publisher.ts'

export interface ExecutorOptions extends ApiOptions {
  readonly publisher: Publisher
  readonly introspection: boolean
  /** Something of ours failed. */
  readonly onInternalError: (error: unknown) => void
  readonly executionMs?: number
}

/** @throws {Error} when AppSync would refuse the API. */
export async function createExecutor(options: ExecutorOptions): Promise<Executor> {
  const schema = await loadApi(options)
  const mutations = subscribedMutations(schema)
  const documents = new Documents(schema, options)
  const running = { schema, publisher: options.publisher, published: new Set([...mutations.values()].flat()) }

  async function guarded<Answer>(carryOut: () => Promise<Answer>, otherwise: (answer: GraphqlAnswer) => Answer) {
    const limitMs = options.executionMs ?? graphqlLimits.executionMs
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(otherwise(timedOut)), limitMs)
    })
    try {
      return await Promise.race([carryOut(), late])
    } catch (error) {
      options.onInternalError(error)
      return otherwise(internalFailure)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    execute: (request, caller) =>
      guarded<GraphqlAnswer>(
        async () => {
          const read = documents.read(request)
          if ('refusal' in read) return read.refusal
          if (read.found.operation.operation === OperationTypeNode.SUBSCRIPTION) return subscriptionByHttp
          return await runOperation(running, asked(read.found, request, caller))
        },
        (answer) => answer,
      ),
    subscribe: (request, caller) =>
      guarded(async () => {
        const read = documents.read(request)
        if ('refusal' in read) return refusal(read.refusal)
        if (read.found.operation.operation !== OperationTypeNode.SUBSCRIPTION) return refusal(otherByWebSocket)
        return await registerSubscription({ schema, mutations }, asked(read.found, request, caller))
      }, refusal),
  }
}

function asked(found: Operation, request: GraphqlRequest, caller: Caller) {
  return { ...found, request, caller }
}

function refusal({ errors = [] }: GraphqlAnswer) {
  return { kind: 'refused', errors } as const
}

const timedOut = refused(requestFault('ExecutionTimeout', 'Execution timed out.'))
const internalFailure = refused(requestFault('InternalFailure', 'An internal failure occurred.'))
const subscriptionByHttp = refused(
  requestFault('UnsupportedOperation', 'Subscriptions are opened on the real-time endpoint.'),
)
const otherByWebSocket = refused(
  requestFault('UnsupportedOperation', 'query and mutation not supported through the realtime channel'),
)
