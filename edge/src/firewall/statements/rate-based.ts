import type { RateBasedStatement } from '@porchlight/system/web-acl/statements'
import type { Inspection } from '../inspection.ts'
import { type KeyPart, keyParts } from '../rate/key-parts.ts'
import type { CompileContext, Predicate } from './statement.ts'

const defaultWindowSec = 300

export interface RateBased {
  /** Counts the request, and says whether its key is over the limit. */
  readonly exceeds: Predicate
  /** What a log record says of the rule when it matches. */
  describe(inspection: Inspection): RateDescription
}

export interface RateDescription {
  limitKey: string
  maxRateAllowed: number
  evaluationWindowSec: number
  limitValue?: string
  customValues?: { key: string; name?: string; value: string }[]
}

export function compileRateBased(
  statement: RateBasedStatement,
  scope: Predicate | undefined,
  context: CompileContext,
): RateBased {
  const windowSec = statement.EvaluationWindowSec ?? defaultWindowSec
  const parts = keyParts(statement, context)
  const counter = context.sources.rates.counterOf(context.rule, JSON.stringify(statement), windowSec * 1_000)
  return {
    exceeds(inspection) {
      if (scope !== undefined && !scope(inspection)) return false
      const key = keyOf(parts, inspection)
      return key !== undefined && counter.add(countedAt(inspection, key)) > statement.Limit
    },
    describe: (inspection) => ({
      limitKey: statement.AggregateKeyType === 'CUSTOM_KEYS' ? 'CUSTOMKEYS' : statement.AggregateKeyType,
      maxRateAllowed: statement.Limit,
      evaluationWindowSec: windowSec,
      ...(statement.AggregateKeyType === 'CUSTOM_KEYS'
        ? { customValues: parts.map((part) => customValue(part, inspection)) }
        : { limitValue: parts[0]?.read(inspection) ?? '' }),
    }),
  }
}

/** Two load balancers count apart, as two web ACLs of one document do. */
function countedAt({ request: { loadBalancer = 'main' } }: Inspection, key: string): string {
  return loadBalancer === 'main' ? key : `${loadBalancer} ${key}`
}

/** `undefined`: a part is missing, so the request is not counted. */
function keyOf(parts: readonly KeyPart[], inspection: Inspection): string | undefined {
  if (parts.length === 1) return parts[0]?.read(inspection)
  let key = ''
  for (const part of parts) {
    const value = part.read(inspection)
    if (value === undefined) return undefined
    key += `${value.length}:${value}`
  }
  return key
}

function customValue({ key, name, read }: KeyPart, inspection: Inspection) {
  return { key, ...(name !== undefined && { name }), value: read(inspection) ?? '' }
}
