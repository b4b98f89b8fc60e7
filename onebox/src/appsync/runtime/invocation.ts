/** An error that a resolver raised or appended, or that its code ran into. */
export class ResolverError extends Error {
  readonly errorType: string | null
  readonly data: unknown
  readonly errorInfo: unknown

  constructor(message: string, details: { errorType?: string | null; data?: unknown; errorInfo?: unknown } = {}) {
    super(message)
    this.name = 'ResolverError'
    this.errorType = details.errorType ?? null
    this.data = details.data ?? null
    this.errorInfo = details.errorInfo ?? null
  }
}

/** `runtime.earlyReturn`: how a handler ends before its end. It is no error, and has no stack that would be written down. */
export class EarlyReturn {
  readonly value: unknown
  readonly skipTo: 'END' | 'NEXT'

  constructor(value: unknown, skipTo: 'END' | 'NEXT') {
    this.value = value
    this.skipTo = skipTo
  }
}

/** What the handlers of one field have done besides returning something. */
export interface Effects {
  readonly typeName: string
  readonly fieldName: string
  readonly errors: ResolverError[]
  subscriptionFilter: unknown
  invalidationFilter: unknown
  readonly invalidations: unknown[]
  readonly responseHeaders: Map<string, string>
  /** Called when the last of them has run. */
  readonly atEnd: (() => void)[]
}

export function newEffects(typeName: string, fieldName: string): Effects {
  return {
    typeName,
    fieldName,
    errors: [],
    subscriptionFilter: undefined,
    invalidationFilter: undefined,
    invalidations: [],
    responseHeaders: new Map(),
    atEnd: [],
  }
}

/** More than any resolver of sense turns; its loops may grow the list that they go through. */
const maxTurns = 100_000

let current: Effects | undefined
let turns = 0

/** The effects of the handler that runs. Handlers run to their end: there is never more than one at a time. */
export function currentEffects(): Effects {
  if (current === undefined) throw new Error('util and extensions are for handlers only')
  return current
}

export function countTurn(): void {
  turns += 1
  if (turns > maxTurns) throw new ResolverError('Loops took too many turns', { errorType: 'Code' })
}

/** Runs a handler, and lets what it does besides fall to these effects. */
export function runWithEffects(effects: Effects, handler: () => unknown): unknown {
  current = effects
  turns = 0
  try {
    return handler()
  } finally {
    current = undefined
  }
}
