import type { GraphqlRequest } from '../graphql-request.ts'
import { badRequest, type Fault, unsupported } from './faults.ts'

export type ClientMessage =
  | { readonly type: 'connection_init' }
  | {
      readonly type: 'start'
      readonly id: string
      readonly request: GraphqlRequest
      /** As it came. */
      readonly authorization: unknown
    }
  | { readonly type: 'stop'; readonly id: string }
  /** `id` where the message had one. */
  | { readonly type: 'faulty'; readonly id: string | undefined; readonly fault: Fault }

const maxIdCharacters = 128

/** Reads a text frame. Whatever is wrong with it is in what it returns. */
export function readClientMessage(text: string): ClientMessage {
  const message = parse(text)
  if (!isRecord(message)) return faulty(undefined, badRequest('A message is a JSON object.'))
  const id = typeof message.id === 'string' && message.id.length <= maxIdCharacters ? message.id : undefined
  if (message.type === 'connection_init') return { type: 'connection_init' }
  if (message.type !== 'start' && message.type !== 'stop') return faulty(id, unsupported('unknown'))
  if (id === undefined || id === '') {
    return faulty(undefined, badRequest(`id is a string of 1 to ${maxIdCharacters} characters.`))
  }
  return message.type === 'stop' ? { type: 'stop', id } : readStart(id, message.payload)
}

function readStart(id: string, payload: unknown): ClientMessage {
  if (!isRecord(payload) || payload.data === undefined) return faulty(id, unsupported('unknown'))
  const data = typeof payload.data === 'string' ? parse(payload.data) : undefined
  if (!isRecord(data) || typeof data.query !== 'string') {
    return faulty(id, badRequest('payload.data is a string of JSON with a query.'))
  }
  const { query, variables = null, operationName = null } = data
  if (variables !== null && !isRecord(variables)) return faulty(id, badRequest('variables is an object.'))
  if (operationName !== null && typeof operationName !== 'string') {
    return faulty(id, badRequest('operationName is a string.'))
  }
  const request = { query, ...(variables !== null && { variables }), ...(operationName !== null && { operationName }) }
  const authorization = isRecord(payload.extensions) ? payload.extensions.authorization : undefined
  return { type: 'start', id, request, authorization }
}

function faulty(id: string | undefined, fault: Fault): ClientMessage {
  return { type: 'faulty', id, fault }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
