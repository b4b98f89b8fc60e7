import fastJsonStringify, { type AnySchema } from 'fast-json-stringify'
import { z } from 'zod'

/**
 * Writes an answer by its schema: only what the contract names leaves, whatever the object holds. Compiled once; writing
 * by a known shape costs less than `JSON.stringify`.
 */
export function responseSerializer(schema: z.ZodType): (answer: unknown) => string {
  const jsonSchema = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // A field too many is dropped as anywhere, rather than no alternative of a union matching.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      const [value] = jsonSchema.anyOf ?? []
      if (zodSchema._zod.def.type !== 'nullable' || typeof value !== 'object') return
      // `anyOf` makes the writer validate; `nullable` only compares with null.
      delete jsonSchema.anyOf
      Object.assign(jsonSchema, value, { nullable: true })
      // Inside a union the writer validates to tell the cases apart, and there null has to be among the values.
      if (value.enum !== undefined) jsonSchema.enum = [...value.enum, null]
    },
  })
  const plain: AnySchema = JSON.parse(JSON.stringify(jsonSchema))
  return fastJsonStringify(plain)
}
