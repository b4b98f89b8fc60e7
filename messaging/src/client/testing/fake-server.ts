import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { buildSchema, type DocumentNode, execute, parse } from 'graphql'
import { FakeRealtime } from './fake-realtime.ts'
import { memberOf } from './fake-token.ts'
import { fieldsOf } from './fields.ts'
import { Refusal, World } from './world.ts'

/** AppSync's own, which it knows without being told. */
const appsync = `
  scalar AWSDateTime
  scalar AWSJSON
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`
export const schema = buildSchema(appsync + readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))

/** The GraphQL API in memory, over real HTTP and WebSocket: it can be killed and comes back with what it had. */
export class FakeServer {
  readonly world = new World()
  readonly #fields = fieldsOf(this.world)
  readonly #documents = new Map<string, DocumentNode>()
  readonly #realtime = new FakeRealtime()
  #server: Server | undefined
  #port = 0
  /** How many requests were answered, by their first word and field. */
  requests = 0

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`
  }

  get realtimeUrl(): string {
    return `ws://127.0.0.1:${this.#port}/graphql/realtime`
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response))
    server.on('upgrade', (request, socket, head) => this.#realtime.upgrade(request, socket, head))
    server.listen(this.#port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
    this.#server = server
  }

  /** At once, whatever is under way. */
  async kill(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    this.#realtime.kill()
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  /** As one member's request. */
  async run(memberId: string, { query, variables }: { query: string; variables?: Record<string, unknown> }) {
    const document = this.#documents.get(query) ?? parse(query)
    this.#documents.set(query, document)
    const args = { schema, document, rootValue: this.#fields, contextValue: { memberId }, variableValues: variables }
    const { data, errors } = await execute(args)
    if (data && /^\s*mutation/.test(query)) this.#realtime.publish(data)
    return {
      data,
      ...(errors && { errors: errors.map(({ originalError, message }) => shown(originalError, message)) }),
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const memberId = memberOf(request.headers.authorization)
    if (memberId === undefined) {
      response.writeHead(401).end(JSON.stringify({ errors: [{ errorType: 'UnauthorizedException' }] }))
      return
    }
    this.requests += 1
    const result = await this.run(memberId, JSON.parse(await text(request)))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  }
}

function shown(error: unknown, message: string) {
  return { errorType: error instanceof Refusal ? error.errorType : 'InternalFailure', message }
}
