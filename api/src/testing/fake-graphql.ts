import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { GraphqlTarget } from '../publishing/graphql-client.ts'

export interface Mutation {
  readonly authorization: string
  /** Of the type Mutation. */
  readonly field: string
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads
  readonly input: any
}

/** Stands for the messaging tier: keeps what it is told, and answers as the test says. */
export class FakeGraphql {
  readonly target: GraphqlTarget
  readonly mutations: Mutation[] = []
  /** Told of each mutation before it is answered. */
  answer: (response: ServerResponse, mutation: Mutation) => void = accept
  readonly #directory: string
  readonly #waiting = new Set<() => void>()
  readonly #server = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request))
    const field = /\{\s*(\w+)/.exec(query)?.[1] ?? ''
    const mutation = { authorization: request.headers.authorization ?? '', field, input: variables.input }
    this.mutations.push(mutation)
    this.answer(response, mutation)
    for (const look of this.#waiting) look()
  })

  private constructor(directory: string) {
    this.#directory = directory
    this.target = { kind: 'socket', path: join(directory, 'graphql.sock') }
  }

  static async start(): Promise<FakeGraphql> {
    const fake = new FakeGraphql(await mkdtemp(join(tmpdir(), 'graphql-')))
    fake.#server.listen(join(fake.#directory, 'graphql.sock'))
    await once(fake.#server, 'listening')
    return fake
  }

  inputsOf(field: string): Mutation['input'][] {
    return this.mutations.filter((mutation) => mutation.field === field).map(({ input }) => input)
  }

  /** Resolves once so many mutations of that field have come. */
  async received(field: string, count: number): Promise<Mutation['input'][]> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = () => {
      if (this.inputsOf(field).length >= count) resolve()
    }
    this.#waiting.add(look)
    look()
    await promise.finally(() => this.#waiting.delete(look))
    return this.inputsOf(field)
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await rm(this.#directory, { recursive: true })
  }
}

export function accept(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ data: {} }))
}

/** As AppSync does: 200, and the fault in the body. */
export function refuse(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ data: null, errors: [{ errorType: 'Unavailable', message: 'Try again' }] }))
}
