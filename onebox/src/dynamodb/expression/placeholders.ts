import { invalid, invalidParameter } from '../errors.ts'
import type { AttributeValue } from '../values/attribute-value.ts'
import { isRecord, readValue } from '../values/read-value.ts'
import type { ExpressionKind } from './reader.ts'
import type { Path } from './syntax.ts'

/** A path whose names are known: attribute names, and positions in lists. */
export type ResolvedPath = readonly (string | number)[]

/** The names and values that a request's expressions share, and which of them were used. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>
  readonly #values: Readonly<Record<string, AttributeValue>>
  readonly #used = new Set<string>()

  /** @throws {DynamoError} `ValidationException`: a name or value of the wrong shape. */
  constructor(names: unknown, values: unknown) {
    this.#names = readNames(names)
    this.#values = readValues(values)
  }

  value(kind: ExpressionKind, placeholder: string): AttributeValue {
    const value = this.#values[placeholder]
    this.#used.add(placeholder)
    if (value !== undefined) return value
    throw invalid(
      `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
    )
  }

  path(kind: ExpressionKind, path: Path): ResolvedPath {
    return path.map((segment) => {
      if (segment.kind === 'index') return segment.index
      return segment.kind === 'name' ? segment.name : this.#name(kind, segment.alias)
    })
  }

  #name(kind: ExpressionKind, alias: string): string {
    const name = this.#names[alias]
    this.#used.add(alias)
    if (name !== undefined) return name
    throw invalid(
      `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${alias}`,
    )
  }

  /** @throws {DynamoError} `ValidationException`: something was given that no expression uses. */
  checkAllUsed(): void {
    this.#checkUsed('ExpressionAttributeNames', this.#names)
    this.#checkUsed('ExpressionAttributeValues', this.#values)
  }

  #checkUsed(parameter: string, given: Readonly<Record<string, unknown>>): void {
    const unused = Object.keys(given).filter((name) => !this.#used.has(name))
    if (unused.length > 0)
      throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`)
  }
}

function readNames(names: unknown): Readonly<Record<string, string>> {
  if (names === undefined) return {}
  if (!isRecord(names) || Object.keys(names).length === 0) throw invalid('ExpressionAttributeNames must not be empty')
  const read: Record<string, string> = Object.create(null)
  for (const [alias, name] of Object.entries(names)) {
    if (!/^#[A-Za-z0-9_]+$/.test(alias)) {
      throw invalid(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${alias}"`)
    }
    if (typeof name !== 'string' || name === '') {
      throw invalid(`ExpressionAttributeNames contains invalid value for key ${alias}`)
    }
    read[alias] = name
  }
  return read
}

function readValues(values: unknown): Readonly<Record<string, AttributeValue>> {
  if (values === undefined) return {}
  if (!isRecord(values) || Object.keys(values).length === 0)
    throw invalid('ExpressionAttributeValues must not be empty')
  const read: Record<string, AttributeValue> = Object.create(null)
  for (const [placeholder, value] of Object.entries(values)) {
    if (!/^:[A-Za-z0-9_]+$/.test(placeholder)) {
      throw invalid(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${placeholder}"`)
    }
    read[placeholder] = readValue(value)
  }
  return read
}

export function expressionsNeeded(): Error {
  return invalidParameter('ExpressionAttributeNames can only be specified when using expressions')
}
