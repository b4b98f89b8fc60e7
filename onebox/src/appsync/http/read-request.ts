import { isRecord } from '../../dynamodb/values/read-value.ts'
import type { GraphqlRequest } from '../graphql-request.ts'

/** Undefined for a body that holds no request, or several of them. */
export function readGraphqlRequest(body: string): GraphqlRequest | undefined {
  const given = parsed(body)
  if (!isRecord(given) || typeof given.query !== 'string') return undefined
  const { query, variables = null, operationName = null } = given
  if (variables !== null && !isRecord(variables)) return undefined
  if (operationName !== null && typeof operationName !== 'string') return undefined
  return { query, ...(variables !== null && { variables }), ...(operationName !== null && { operationName }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
