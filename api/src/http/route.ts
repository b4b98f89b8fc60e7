import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, type Endpoints, endpoints } from '@porchlight/contract/endpoints'
import { DomainError } from '@porchlight/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context, Viewer } from '../context.ts'
import { requireOwnOrigin } from './origin.ts'
import { responseSerializer } from './serialize.ts'
import { parseInput } from './validate.ts'

export type App = FastifyInstance

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null
    /** Of a webhook whose signature is good, which may come again under the same; empty for any other request. */
    hookId: string
  }
  interface FastifyContextConfig {
    /** The key of the contract's table that this route implements. */
    endpoint?: EndpointName
  }
}

type Part<Name extends EndpointName, Key extends keyof Endpoint> =
  Endpoints[Name] extends Record<Key, infer Value> ? Value : undefined
type Input<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Answer<Name extends EndpointName> =
  // biome-ignore lint/suspicious/noConfusingVoidType: it stands in a handler's Promise only
  Part<Name, 'response'> extends z.ZodType ? z.output<Part<Name, 'response'>> : void

/** A request whose parts hold what the contract says, from a caller whom the contract lets call. */
export interface Call<Name extends EndpointName> {
  readonly viewer: Part<Name, 'access'> extends 'member' | 'administrator' ? Viewer : Viewer | null
  readonly params: Input<Part<Name, 'params'>>
  readonly query: Input<Part<Name, 'query'>>
  readonly body: Input<Part<Name, 'body'>>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A handler whose call was checked against its endpoint; the method form lets one registration serve all of them. */
interface Registration {
  handle(call: {
    viewer: unknown
    params: unknown
    query: unknown
    body: unknown
    request: FastifyRequest
    reply: FastifyReply
  }): Promise<unknown>
}

/** Serves an endpoint of the contract: who may call, what is valid and what leaves are the contract's to say. */
export function route<Name extends EndpointName>(
  app: App,
  ctx: Context,
  implementation: { endpoint: Name; handle: (call: Call<Name>) => Promise<Answer<Name>> },
): void {
  register(app, ctx, implementation.endpoint, implementation)
}

function register(app: App, ctx: Context, name: EndpointName, { handle }: Registration): void {
  const endpoint: Endpoint = endpoints[name]
  const { method, path } = methodAndPath(name)
  const serialize = endpoint.response && responseSerializer(endpoint.response)
  const overlaps = method === 'GET' && endpoint.access !== 'administrator'
  app.route({
    method,
    url: `/api${path}`,
    config: { endpoint: name },
    onRequest: async (request, reply) => {
      try {
        request.viewer = await identify(ctx, endpoint, request)
        if (!overlaps) request.viewer &&= await ctx.identity.confirm(request.viewer)
      } finally {
        // A refusal counts too, so that guessing is bounded. One sender of webhooks speaks for a whole community.
        if (endpoint.access !== 'hook') app.limitRate(request, reply)
      }
      requireAccess(endpoint, request.viewer)
    },
    handler: async (request, reply) => {
      const { viewer } = request
      // Without a body, nobody has looked at its signature.
      if (endpoint.access === 'hook' && request.hookId === '') throw new DomainError('hook_signature_invalid')
      const answering = async () => handle({ ...parseInput(endpoint, request), viewer, request, reply })
      const answer = overlaps && viewer ? await confirmWhile(answering, ctx, viewer) : await answering()
      reply.code(endpoint.status)
      if (serialize === undefined) return reply.send()
      return reply.type('application/json; charset=utf-8').serializer(serialize).send(answer)
    },
  })
}

/** A token that is presented must be good, even where none is needed. The session cookie is identity's alone to read. */
async function identify(ctx: Context, endpoint: Endpoint, request: FastifyRequest): Promise<Viewer | null> {
  const { authorization } = request.headers
  if (endpoint.access === 'browser') requireOwnOrigin(ctx.origin, request.headers)
  const proofOfItsOwn = endpoint.access === 'browser' || endpoint.access === 'hook'
  if (proofOfItsOwn || authorization === undefined) return null
  return await ctx.identity.recognise(authorization)
}

/**
 * A read asks for its rows and for the viewer's session at once: both questions leave in one write. Its answer, or its
 * fault, is given only once the session is known to be alive.
 */
async function confirmWhile(answering: () => Promise<unknown>, ctx: Context, viewer: Viewer): Promise<unknown> {
  const [session, answer] = await Promise.allSettled([ctx.identity.confirm(viewer), answering()])
  if (session.status === 'rejected') throw session.reason
  if (answer.status === 'rejected') throw answer.reason
  return answer.value
}

/** @throws {DomainError} `token_missing`, `administrators_only` */
function requireAccess({ access }: Endpoint, viewer: Viewer | null): void {
  if (access === 'anyone' || access === 'browser' || access === 'hook') return
  if (viewer === null) throw new DomainError('token_missing')
  if (access === 'administrator' && viewer.role !== 'administrator') throw new DomainError('administrators_only')
}

/** `GET /posts/:postId` in its two parts. */
export function methodAndPath(name: EndpointName): { method: string; path: string } {
  const [method = '', path = ''] = name.split(' ')
  return { method, path }
}
