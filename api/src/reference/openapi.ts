import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import { type ErrorCode, errors } from '@porchlight/contract/errors'
import { rateLimitPolicies } from '../http/rate-limit.ts'
import { refusalsOf } from './refusals.ts'
import { type JsonSchema, SchemaWriter } from './schemas.ts'

type Section = Readonly<Record<string, unknown>>

export const endpointNames: readonly EndpointName[] = Object.keys(endpoints).filter(isEndpointName)

function isEndpointName(name: string): name is EndpointName {
  return name in endpoints
}

/** What depends on where the community is reached. */
export interface Reached {
  readonly apiOrigin: string
  /** The name of the cookie. */
  readonly sessionCookie: string
}

/** The whole contract as an OpenAPI 3.1 document, ready to be written as JSON. */
export function openapiDocument({ apiOrigin, sessionCookie }: Reached): Section {
  const schemas = new SchemaWriter()
  const paths: Record<string, Record<string, Section>> = {}
  for (const name of endpointNames) {
    const { method, path } = templateOf(name)
    paths[path] = { ...paths[path], [method]: operation(name, schemas) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Porchlight',
      version: '1',
      description:
        'Everything that a community holds. Faults are problem documents (RFC 9457): each `type` leads to its meaning.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${apiOrigin}/api` }],
    tags: [...new Set(endpointNames.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas.components, Problem: problemSchema },
      securitySchemes: { accessToken, session: { ...session, name: sessionCookie }, webhookSignature },
      headers,
      parameters: { IdempotencyKey: idempotencyKey },
    },
  }
}

/** `GET /posts/:postId` as `get` and `/posts/{postId}`. */
function templateOf(name: EndpointName): { method: string; path: string } {
  const [method = '', path = ''] = name.split(' ')
  return { method: method.toLowerCase(), path: path.replace(/:(\w+)/g, '{$1}') }
}

/** The first part of the path: what an endpoint is about. */
export function tagOf(name: EndpointName): string {
  return name.split('/')[1] ?? ''
}

function operation(name: EndpointName, schemas: SchemaWriter): Section {
  const endpoint: Endpoint = endpoints[name]
  const parameters = [
    ...parametersOf('path', endpoint.params, schemas),
    ...parametersOf('query', endpoint.query, schemas),
    ...(endpoint.idempotencyKey ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
  return {
    operationId: operationId(name),
    summary: endpoint.summary,
    tags: [tagOf(name)],
    security: security[endpoint.access],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemas.write(endpoint.body, 'input')) } }),
    responses: { ...success(name, schemas), ...refusals(name) },
  }
}

/** `getPostsPostIdThread`: names stay the same when summaries change. */
export function operationId(name: EndpointName): string {
  const words = name.toLowerCase().startsWith('get ')
    ? name.replace(/^GET/, 'get')
    : name.replace(/^[A-Z]+/, (method) => method.toLowerCase())
  return words.replace(/[^a-zA-Z]+([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase())
}

function parametersOf(place: 'path' | 'query', schema: Endpoint['params'], schemas: SchemaWriter): Section[] {
  if (schema === undefined) return []
  return schemas.properties(schema).map(({ name, required, schema: written }) => ({
    name,
    in: place,
    required: place === 'path' || required,
    schema: written,
  }))
}

function success(name: EndpointName, schemas: SchemaWriter): Section {
  const endpoint: Endpoint = endpoints[name]
  const tagged = name.startsWith('GET ') && tagOf(name) !== 'auth'
  return {
    [endpoint.status]: {
      description: endpoint.response === undefined ? 'Done.' : 'The answer.',
      headers: headerReferences(['RateLimit', 'RateLimit-Policy', ...(tagged ? ['ETag'] : [])]),
      ...(endpoint.response === undefined ? {} : { content: json(schemas.write(endpoint.response, 'output')) }),
    },
    ...(tagged
      ? { 304: { description: 'What `If-None-Match` names is still the answer.', headers: headerReferences(['ETag']) } }
      : {}),
  }
}

function refusals(name: EndpointName): Section {
  const byStatus = Map.groupBy(refusalsOf(name), (code) => errors[code].status)
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, refusal(status, codes)]))
}

function refusal(status: number, codes: readonly ErrorCode[]): Section {
  const names = [
    ...(status === 401 ? ['WWW-Authenticate'] : []),
    ...(status === 429 || status === 503 ? ['Retry-After'] : []),
  ]
  return {
    description: codes.map((code) => `\`${code}\`: ${errors[code].title}.`).join(' '),
    ...(names.length === 0 ? {} : { headers: headerReferences(names) }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem', properties: { code: { enum: codes } } },
      },
    },
  }
}

function headerReferences(names: readonly string[]): Section {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

function json(schema: JsonSchema): Section {
  return { 'application/json': { schema } }
}

const security: Readonly<Record<Endpoint['access'], readonly Section[]>> = {
  anyone: [{}, { accessToken: [] }],
  member: [{ accessToken: [] }],
  administrator: [{ accessToken: [] }],
  browser: [{}, { session: [] }],
  hook: [{ webhookSignature: [] }],
}

const accessToken = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'Good for ten minutes; `POST /auth/session` gives a new one.',
} as const

const session = {
  type: 'apiKey',
  in: 'cookie',
  description: "The browser's session. It works under `/auth` alone, and only for requests from the site itself.",
} as const

const webhookSignature = {
  type: 'apiKey',
  in: 'header',
  name: 'webhook-signature',
  description: 'A Standard Webhooks signature over `webhook-id`, `webhook-timestamp` and the body as sent.',
} as const

const quotas = Object.values(rateLimitPolicies)
  .map(({ name, quota }) => `${quota} ${name}`)
  .join(' and ')

const headers = {
  ETag: { description: 'Send it as `If-None-Match` to be spared what you have.', schema: { type: 'string' } },
  RateLimit: {
    description: 'What is left: `"reads";r=1199;t=60` is 1,199 requests for the next 60 seconds.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description: `The quota of a member, or of an address where nobody is signed in: ${quotas} in 60 seconds.`,
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': {
    description:
      '`Bearer` with a realm, and `error="invalid_token"` where a token was sent that is good no more (RFC 6750).',
    schema: { type: 'string' },
  },
} as const

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A key of your choosing, new for each thing you do. Sent again within a day, it answers again and does nothing twice.',
  schema: { type: 'string' },
} as const

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Where the reference explains the code.' },
    title: { type: 'string', description: 'What happened.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What you can do.' },
    code: { type: 'string', enum: Object.keys(errors) },
    instance: { type: 'string', format: 'uri', description: 'Names the request in the logs.' },
    retryAt: { type: 'string', format: 'date-time', description: 'When it may succeed, where that is known.' },
    faults: {
      type: 'array',
      description: 'Every fault of the input, each at its place.',
      items: {
        type: 'object',
        required: ['in', 'pointer', 'message'],
        properties: {
          in: { type: 'string', enum: ['body', 'query', 'params', 'headers'] },
          pointer: { type: 'string', description: 'A JSON pointer (RFC 6901) into that part; empty for the whole.' },
          message: { type: 'string' },
        },
      },
    },
  },
}
