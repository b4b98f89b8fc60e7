import { randomUUID } from 'node:crypto'
import { currentEffects, ResolverError } from '../invocation.ts'
import { dynamodb } from './dynamodb.ts'
import { http } from './http.ts'
import { ksuid, ulid } from './ids.ts'
import { javaMatches } from './java-pattern.ts'
import { math } from './math.ts'
import { escapeJavaScript, normalize, urlDecode, urlEncode } from './text.ts'
import { time } from './time.ts'
import { transform } from './transform.ts'

export const util = {
  escapeJavaScript,
  urlEncode,
  urlDecode,
  base64Encode: (text: string): string => Buffer.from(text).toString('base64'),
  base64Decode: (text: string): string => Buffer.from(text, 'base64').toString(),
  autoId: (): string => randomUUID(),
  autoUlid: (): string => ulid(),
  autoKsuid: (): string => ksuid(),
  unauthorized(): never {
    const { typeName, fieldName } = currentEffects()
    throw new ResolverError(`Not Authorized to access ${fieldName} on type ${typeName}`, { errorType: 'Unauthorized' })
  },
  error(message: string, errorType?: string | null, ...[data, errorInfo]: unknown[]): never {
    throw resolverError(message, errorType, { data, errorInfo })
  },
  appendError(message: string, errorType?: string | null, ...[data, errorInfo]: unknown[]): void {
    currentEffects().errors.push(resolverError(message, errorType, { data, errorInfo }))
  },
  matches: (pattern: string, text: string): boolean => javaMatches(pattern, text),
  authType: (): string => 'Open ID Connect Authorization',
  time,
  dynamodb,
  http,
  transform,
  math,
  str: { normalize },
  rds: absent('util.rds: there is no such data source here'),
  xml: absent('util.xml is not there on one machine'),
}

function resolverError(
  message: string,
  errorType: string | null | undefined,
  details: { data: unknown; errorInfo: unknown },
): ResolverError {
  return new ResolverError(String(message), { errorType: errorType ?? null, ...details })
}

/** What we have no use for: a resolver that uses it fails here, before it differs from AWS. */
function absent(message: string): object {
  return new Proxy(
    {},
    {
      get(): never {
        throw new Error(message)
      },
    },
  )
}
