import * as community from '@porchlight/contract/community'
import * as fields from '@porchlight/contract/fields'
import * as firewall from '@porchlight/contract/firewall'
import * as firewallLog from '@porchlight/contract/firewall-log'
import * as identity from '@porchlight/contract/identity'
import * as members from '@porchlight/contract/members'
import * as page from '@porchlight/contract/page'
import * as posts from '@porchlight/contract/posts'
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.JSONSchema

/** `input`: what a caller sends; `output`: what leaves. */
type Direction = 'input' | 'output'

const base = '#/components/schemas/'

/** The contract's exported schemas by the names of their exports; a schema exported twice keeps its first name. */
const names = z.registry<{ id?: string }>()
for (const contract of [fields, page, members, posts, community, identity, firewallLog, firewall]) {
  for (const [name, value] of Object.entries(contract)) {
    if (value instanceof z.ZodType && !names.has(value)) names.add(value, { id: name })
  }
}

/**
 * Turns schemas of the contract into JSON Schema (draft 2020-12) and keeps what they refer to, so that each named schema
 * is written once.
 */
export class SchemaWriter {
  readonly #named = { input: namedSchemas('input'), output: namedSchemas('output') }
  readonly #used = new Map<string, JsonSchema>()

  /** The schema, or a reference to it where the contract names it. */
  write(schema: z.ZodType, direction: Direction): JsonSchema {
    const name = names.get(schema)?.id
    const written = name === undefined ? plain(schema, direction) : { $ref: `${base}${name}` }
    this.#keepReferences(written, direction)
    return written
  }

  /** The properties of an object that travels in parts: parameters of a path or a query. */
  properties(schema: z.ZodObject): { name: string; required: boolean; schema: JsonSchema }[] {
    const { required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return Object.entries(schema.shape).map(([name, property]) => ({
      name,
      required: required.includes(name),
      schema: this.write(property, 'input'),
    }))
  }

  /** Every schema that was referred to so far, by name. */
  get components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#used].sort(([a], [b]) => a.localeCompare(b)))
  }

  #keepReferences(schema: JsonSchema, direction: Direction): void {
    for (const name of referencesIn(schema)) {
      const target = this.#named[direction][name]
      if (target === undefined) throw new Error(`No schema of the contract is named ${name}`)
      const known = this.#used.get(name)
      if (known === undefined) {
        this.#used.set(name, target)
        this.#keepReferences(target, direction)
      } else if (JSON.stringify(known) !== JSON.stringify(target)) {
        throw new Error(`${name} is sent and answered in two shapes: export a schema of its own for each`)
      }
    }
  }
}

function namedSchemas(direction: Direction): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(names, { ...options(direction), uri: (name) => `${base}${name}` })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIdentity(schema)]))
}

/** References inside come out as those of `namedSchemas` do. */
function plain(schema: z.ZodType, direction: Direction): JsonSchema {
  const written = z.toJSONSchema(schema, { ...options(direction), metadata: names })
  const text = JSON.stringify(withoutIdentity(written)).replaceAll('"#/$defs/', `"${base}`)
  const { $defs, ...rest }: JsonSchema = JSON.parse(text)
  return rest
}

function options(direction: Direction) {
  return {
    io: direction,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }) => {
      if (zodSchema._zod.def.type === 'pipe') Object.assign(jsonSchema, pipeSchema(zodSchema))
      // A caller must bear fields that a later release adds.
      if (direction === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      const description = z.globalRegistry.get(zodSchema)?.description
      if (description !== undefined && jsonSchema.$ref === undefined) jsonSchema.description = description
      // The largest safe integer is a limit of JavaScript's, not of ours.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  } as const
}

/** What holds on both ends of text that is trimmed, checked and put in lower case: the same in both directions. */
function pipeSchema(schema: z.core.$ZodType): JsonSchema {
  if (schema instanceof z.ZodTransform) return {}
  if (schema instanceof z.ZodPipe) return { ...pipeSchema(schema.in), ...pipeSchema(schema.out) }
  return withoutIdentity(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
}

function withoutIdentity({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema
}

function referencesIn(schema: JsonSchema): string[] {
  return [...JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].flatMap(
    ([, name]) => name ?? [],
  )
}
