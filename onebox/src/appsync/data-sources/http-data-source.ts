import type { IncomingHttpHeaders } from 'node:http'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { type ApiAddress, apiPool } from '../api-pool.ts'
import { type DataSource, type DataSourceAnswer, failed } from './data-source.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const timeoutMs = 10_000
const maxResponseBytes = 1_000_000
const maxConnections = 16
/** In a resource path; the query has parameters of its own. */
const pathForm = /^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/]*$/

export interface HttpOptions {
  /** The one endpoint. */
  readonly endpoint: ApiAddress
  readonly onFault: (error: unknown) => void
}

export interface HttpDataSource extends DataSource {
  close(): void
}

/** An HTTP endpoint, reached as AppSync reaches one: whatever it answers is a result, and only silence is an error. */
export function httpDataSource({ endpoint, onFault }: HttpOptions): HttpDataSource {
  const pool = apiPool(endpoint, { timeoutMs, maxResponseBytes, connections: maxConnections })
  return {
    async invoke(request) {
      const asked = readRequest(request)
      if (asked === undefined) return failed('BadRequestException', 'The request is none for an HTTP data source.')
      try {
        return await answerOf(await pool.request({ ...asked, signal: AbortSignal.timeout(timeoutMs) }))
      } catch (error) {
        onFault(error)
        return failed('HttpException', 'The HTTP data source did not answer.')
      }
    },
    close() {
      pool.destroy().catch(() => undefined)
    },
  }
}

function readRequest(request: unknown) {
  if (!isRecord(request)) return undefined
  const method = methods.find((each) => each === request.method)
  const { resourcePath } = request
  if (method === undefined || typeof resourcePath !== 'string' || !pathForm.test(resourcePath)) return undefined
  const { query, headers, body } = isRecord(request.params) ? request.params : {}
  const text = bodyText(body)
  return {
    method,
    path: resourcePath + queryText(query),
    headers: headerTexts(headers),
    ...(text !== undefined && { body: text }),
  }
}

function queryText(query: unknown): string {
  const parameters = isRecord(query) ? Object.entries(query).map(([name, value]) => [name, String(value)]) : []
  return parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`
}

/** Where the request goes is the endpoint's to say, how it travels the connection's. */
const ownHeaders = /^(?:host|content-length|connection|transfer-encoding|upgrade|keep-alive|expect)$/i

function headerTexts(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {}
  const given = Object.entries(headers).filter(([name]) => !ownHeaders.test(name))
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}

function bodyText(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined
  return typeof body === 'string' ? body : JSON.stringify(body)
}

interface Answered {
  readonly statusCode: number
  readonly headers: IncomingHttpHeaders
  readonly body: { text(): Promise<string> }
}

async function answerOf({ statusCode, headers, body }: Answered): Promise<DataSourceAnswer> {
  return { result: { statusCode, headers, body: await body.text() } }
}
