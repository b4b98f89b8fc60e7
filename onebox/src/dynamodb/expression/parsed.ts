import { parseCondition } from './parse-condition.ts'
import { parseUpdate } from './parse-update.ts'
import { parseProjection } from './projection.ts'
import { type ExpressionKind, Reader } from './reader.ts'
import type { Condition, Path, Update } from './syntax.ts'

/** Resolvers send the same few expressions again and again. */
const maxKept = 500

function kept<Syntax>(parse: (reader: Reader) => Syntax): (kind: ExpressionKind, text: string) => Syntax {
  const found = new Map<string, Syntax>()
  return (kind, text) => {
    const key = `${kind} ${text}`
    const before = found.get(key)
    if (before !== undefined) return before
    const reader = new Reader(kind, text)
    const syntax = parse(reader)
    reader.expectEnd()
    if (found.size >= maxKept) found.clear()
    found.set(key, syntax)
    return syntax
  }
}

/** @throws {DynamoError} `ValidationException` */
export const parsedCondition: (kind: ExpressionKind, text: string) => Condition = kept((reader) =>
  parseCondition(reader),
)
/** @throws {DynamoError} `ValidationException` */
export const parsedUpdate: (kind: ExpressionKind, text: string) => Update = kept(parseUpdate)
/** @throws {DynamoError} `ValidationException` */
export const parsedProjection: (kind: ExpressionKind, text: string) => readonly Path[] = kept(parseProjection)
