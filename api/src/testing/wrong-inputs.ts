import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.JSONSchema

export interface WrongInput<Value = unknown> {
  readonly name: string
  readonly value: Value
  /** The JSON pointers that the answer must name, no more and no fewer. */
  readonly pointers: readonly string[]
}

/** Bodies that a schema of an object cannot accept: what is wrong with each is known from the schema alone. */
export function wrongBodies(schema: z.ZodType, valid: Readonly<Record<string, unknown>>): WrongInput[] {
  const { properties, required } = written(schema)
  const names = Object.keys(properties)
  const allWrong = Object.fromEntries(names.map((name) => [name, ofWrongType(properties[name])]))
  return [
    ...[null, [], 'text', 7, true].map((value) => wrong(`${JSON.stringify(value)} for the whole`, value, [''])),
    ...names.map((name) => wrong(`${name} of a wrong type`, { ...valid, [name]: allWrong[name] }, [name])),
    ...names.flatMap((name) => tooLong(name, properties[name], valid)),
    wrong('everything wrong and a field too many', { ...allWrong, surprise: 1 }, [...names, 'surprise']),
    wrong('an unknown field', { ...valid, surprise: 1 }, ['surprise']),
    ...(required.length === 0 ? [] : [wrong('nothing of what is needed', {}, required)]),
  ]
}

/** As `wrongBodies`, where all that travels is text. */
export function wrongQueries(
  schema: z.ZodObject | undefined,
  valid: Readonly<Record<string, string>> = {},
): WrongInput<Record<string, string>>[] {
  const unknown: WrongInput<Record<string, string>> = wrong('an unknown name', { ...valid, surprise: '1' }, [
    'surprise',
  ])
  if (schema === undefined) return [unknown]
  const { properties } = written(schema)
  const names = Object.keys(properties)
  const wrongOf = (name: string) => wrongText(properties[name])
  const allWrong = Object.fromEntries(names.map((name) => [name, wrongOf(name)]))
  return [
    unknown,
    ...names.map((name) => wrong(`a wrong ${name}`, { ...valid, [name]: wrongOf(name) }, [name])),
    wrong('everything wrong and a name too many', { ...allWrong, surprise: '1' }, [...names, 'surprise']),
  ]
}

function wrong<Value>(name: string, value: Value, fields: readonly string[]): WrongInput<Value> {
  return { name, value, pointers: fields.map((field) => (field === '' ? '' : `/${field}`)) }
}

function written(schema: z.ZodType): { properties: Record<string, JsonSchema>; required: readonly string[] } {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const whole = Object.entries(properties).map(([name, property]) => [
    name,
    typeof property === 'boolean' ? {} : property,
  ])
  return { properties: Object.fromEntries(whole), required }
}

function ofWrongType(schema: JsonSchema | undefined): unknown {
  return schema?.type === 'object' ? 7 : { not: 'this' }
}

function tooLong(name: string, schema: JsonSchema | undefined, valid: Readonly<Record<string, unknown>>): WrongInput[] {
  const { maxLength, maximum } = schema ?? {}
  if (maxLength !== undefined)
    return [wrong(`${name} too long`, { ...valid, [name]: 'x'.repeat(maxLength + 1) }, [name])]
  return maximum === undefined ? [] : [wrong(`${name} too large`, { ...valid, [name]: maximum + 1 }, [name])]
}

function wrongText(schema: JsonSchema | undefined): string {
  if (schema?.type === 'integer') return 'seven'
  return schema?.maxLength === undefined ? '!' : 'x'.repeat(schema.maxLength + 1)
}
