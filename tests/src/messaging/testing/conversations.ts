import { publisher } from '@porchlight/contract/messaging-limits'
import { type Answers, type ChangeName, type DocumentName, documents } from '@porchlight/messaging/client/api/documents'
import type { Entry, EntryPage } from '@porchlight/messaging/client/wire'
import { noneDataSource } from '@porchlight/onebox/appsync/data-sources/data-source'
import { dynamodbDataSource } from '@porchlight/onebox/appsync/data-sources/dynamodb-data-source'
import { httpDataSource } from '@porchlight/onebox/appsync/data-sources/http-data-source'
import { PageTokens } from '@porchlight/onebox/appsync/data-sources/page-token'
import type { Executor } from '@porchlight/onebox/appsync/executor'
import { createExecutor } from '@porchlight/onebox/appsync/graphql-executor'
import type { Caller, GraphqlAnswer } from '@porchlight/onebox/appsync/graphql-request'
import type { Invalidation, PublishedMutation } from '@porchlight/onebox/appsync/publisher'
import type { Subscribed } from '@porchlight/onebox/appsync/subscription'
import { systemTables } from '@porchlight/onebox/appsync/tables'
import { type Dynamo, openDynamo } from '@porchlight/onebox/dynamodb/dynamo'
import { createItemTables, PostgresRows } from '@porchlight/onebox/dynamodb/store/postgres-rows'
import { startPool } from '@porchlight/onebox/dynamodb/testing/postgres'
import { graphqlApi } from '@porchlight/system/graphql-api'
import { v7 } from 'uuid'
import { repository } from '../../command.ts'
import { FakeApi, type Reach } from './fake-api.ts'

/** An error of the API, by its `errorType`. */
export class GraphqlError extends Error {
  readonly errorType: string | null

  constructor(errorType: string | null, message: string) {
    super(`${errorType}: ${message}`)
    this.errorType = errorType
  }
}

/** The `errorType` that a call is refused with, or `undefined` when it is not. */
export async function refusal(call: Promise<unknown>): Promise<string | null | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (!(error instanceof GraphqlError)) throw error
    return error.errorType
  }
}

export function newId(): string {
  return v7()
}

/** The resolvers as they are, on real operations on PostgreSQL, with a small stand-in for `api`. */
export class Conversations {
  readonly api: FakeApi
  readonly dynamo: Dynamo
  readonly published: PublishedMutation[]
  readonly invalidated: Invalidation[]
  readonly faults: unknown[]
  readonly #executor: Executor
  readonly #stop: () => Promise<void>

  private constructor(parts: {
    api: FakeApi
    dynamo: Dynamo
    published: PublishedMutation[]
    invalidated: Invalidation[]
    faults: unknown[]
    executor: Executor
    stop: () => Promise<void>
  }) {
    this.api = parts.api
    this.dynamo = parts.dynamo
    this.published = parts.published
    this.invalidated = parts.invalidated
    this.faults = parts.faults
    this.#executor = parts.executor
    this.#stop = parts.stop
  }

  /** @param environment what resolvers read in `ctx.env`; without it, nothing limits how much is sent. */
  static async open(
    environment: Readonly<Record<string, string>> = { messagesPerMinute: '0' },
  ): Promise<Conversations> {
    const { pool, stop: stopPool } = await startPool()
    await createItemTables(pool)
    const dynamo = openDynamo(systemTables, new PostgresRows(pool, systemTables))
    const api = new FakeApi()
    const { path, close } = await api.listen()
    const published: PublishedMutation[] = []
    const invalidated: Invalidation[] = []
    const faults: unknown[] = []
    const onFault = (error: unknown) => faults.push(error)
    const members = httpDataSource({ endpoint: { kind: 'socket', path }, onFault })
    const pageTokens = new PageTokens('a secret of these tests')
    const executor = await createExecutor({
      api: graphqlApi,
      root: repository,
      environment,
      dataSources: {
        messages: dynamodbDataSource({ dynamo, table: 'messages', pageTokens, onFault }),
        members,
        none: noneDataSource,
      },
      publisher: {
        publish: (mutation) => published.push(mutation),
        invalidate: (invalidation) => invalidated.push(invalidation),
      },
      introspection: false,
      console: { log: () => undefined, error: () => undefined },
      onFault: (_file, error) => onFault(error),
      onInternalError: onFault,
    })
    async function stop() {
      members.close()
      await close()
      await stopPool()
    }
    return new Conversations({ api, dynamo, published, invalidated, faults, executor, stop })
  }

  stop(): Promise<void> {
    return this.#stop()
  }

  /** Members whom everyone may write to, unless told otherwise. */
  members(count: number, reach: Reach = 'open'): string[] {
    const ids = Array.from({ length: count }, newId)
    for (const id of ids) this.api.reach.set(id, reach)
    return ids
  }

  async call<Name extends DocumentName>(who: string, name: Name, variables: object): Promise<Answers[Name]> {
    const answer = await this.#executor.execute({ query: documents[name], variables: { ...variables } }, member(who))
    return dataOf(answer)
  }

  /** In any words, as any caller. */
  ask(query: string, caller: Caller): Promise<GraphqlAnswer> {
    return this.#executor.execute({ query }, caller)
  }

  subscribe(query: string, caller: Caller): Promise<Subscribed> {
    return this.#executor.subscribe({ query }, caller)
  }

  /** A mutation that adds an entry; with an id of its own unless one is given. */
  async change(who: string, name: ChangeName, input: object): Promise<Entry> {
    const answer: Readonly<Record<string, Entry>> = await this.call(who, name, { input: { id: newId(), ...input } })
    const entry = answer[name]
    if (entry === undefined) throw new Error(`${name} answered nothing`)
    return entry
  }

  send(who: string, conversationId: string, body: string, more: object = {}): Promise<Entry> {
    return this.change(who, 'sendMessage', { conversationId, body, ...more })
  }

  /** A new group's id. */
  async group(maker: string, others: readonly string[]): Promise<string> {
    const { conversationId } = await this.change(maker, 'createGroup', { name: 'A group', memberIds: others })
    return conversationId
  }

  async direct(who: string, other: string): Promise<string> {
    const { openDirectConversation } = await this.call(who, 'openDirectConversation', { memberId: other })
    return openDirectConversation.id
  }

  async entries(who: string, conversationId: string, range: object = {}): Promise<EntryPage> {
    const { entries } = await this.call(who, 'entries', { conversationId, limit: 100, ...range })
    return entries
  }

  async conversation(who: string, id: string) {
    const { conversation } = await this.call(who, 'conversation', { id })
    if (conversation === null) throw new Error('There is no such conversation')
    return conversation
  }

  async block(blockerId: string, blockedId: string, blocked = true): Promise<void> {
    const input = `{ blockerId: "${blockerId}", blockedId: "${blockedId}", blocked: ${blocked} }`
    dataOf(await this.ask(`mutation { recordBlock(input: ${input}) }`, publishing))
  }

  /** To whom the last of a mutation's answers went. */
  recipientsOf(field: string): readonly string[] | undefined {
    const last = this.published.findLast((one) => one.field === field)
    const data: { readonly recipientIds?: readonly string[] } = JSON.parse(JSON.stringify(last?.data ?? {}))
    return data.recipientIds?.toSorted()
  }
}

export function member(id: string): Caller {
  const claims = { sub: id, sid: `session-of-${id}`, role: 'member' }
  return {
    identity: { sub: id, issuer: 'https://porchlight.example/api/auth', claims },
    headers: { authorization: `Bearer ${id}` },
    domainName: 'porchlight.example',
  }
}

export const publishing: Caller = {
  identity: {
    sub: publisher.subject,
    issuer: 'https://porchlight.example/api/auth',
    claims: { sub: publisher.subject, role: publisher.role },
  },
  headers: {},
  domainName: 'porchlight.example',
}

export function dataOf(answer: GraphqlAnswer): ReturnType<typeof JSON.parse> {
  const [error] = answer.errors ?? []
  if (error !== undefined) throw new GraphqlError(error.errorType, error.message)
  return JSON.parse(JSON.stringify(answer.data))
}
