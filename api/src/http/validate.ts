import type { Endpoint } from '@porchlight/contract/endpoint'
import { DomainError, type Fault } from '@porchlight/contract/errors'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'

type PartName = 'params' | 'query' | 'body'

/**
 * The parts of a request as the contract reads them.
 *
 * @throws {DomainError} `not_found` for an address that cannot exist, `invalid_input` with every fault of query and body.
 */
export function parseInput(endpoint: Endpoint, request: FastifyRequest): Record<PartName, unknown> {
  const params = parsePart('params', endpoint.params, request.params)
  if (params.faults.length > 0) throw new DomainError('not_found', params.faults)
  const query = parsePart('query', endpoint.query, request.query)
  const body = parsePart('body', endpoint.body, request.body)
  const faults = [...query.faults, ...body.faults]
  if (faults.length > 0) throw new DomainError('invalid_input', faults)
  return { params: params.value, query: query.value, body: body.value }
}

function parsePart(part: PartName, schema: z.ZodType | undefined, value: unknown): { value: unknown; faults: Fault[] } {
  if (schema === undefined) return { value: undefined, faults: faultsOfUnasked(part, value) }
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, faults: [] }
  return { value: undefined, faults: result.error.issues.flatMap((issue) => faultsOf(part, issue)) }
}

/** An unknown field is a fault of its own, at its own place. */
function faultsOf(part: PartName, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ in: part, pointer: pointerTo(issue.path), message: issue.message }]
  return issue.keys.map((key) => ({
    in: part,
    pointer: pointerTo([...issue.path, key]),
    message: 'is not a known field',
  }))
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function faultsOfUnasked(part: PartName, value: unknown): Fault[] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object' || Array.isArray(value))
    return [{ in: part, pointer: '', message: 'takes nothing here' }]
  return Object.keys(value).map((key) => ({ in: part, pointer: pointerTo([key]), message: 'is not a known field' }))
}
