import { html, type Markup } from './markup.ts'
import type { JsonSchema } from './schemas.ts'

type Property = JsonSchema | boolean

/** Fields as rows: name, what it is, and what it must obey. */
export function fieldTable(fields: readonly { name: string; required: boolean; schema: JsonSchema }[]): Markup {
  return html`<div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">What it is</th><th scope="col">Bounds</th></tr></thead><tbody>${fields.map(
    ({ name, required, schema }) =>
      html`<tr><td><code>${name}</code>${required ? '' : html` <span class="soft">optional</span>`}</td><td>${typeOf(schema)}</td><td class="soft">${boundsOf(schema)}</td></tr>`,
  )}</tbody></table></div>`
}

/** A named schema: its fields, or what it is where it has none. */
export function schemaBody(schema: JsonSchema): Markup {
  if (schema.properties !== undefined) return fieldTable(fieldsOf(schema))
  if (schema.oneOf !== undefined) return html`<p>One of:</p>${schema.oneOf.map((one) => schemaBody(whole(one)))}`
  return html`<p>${typeOf(schema)} <span class="soft">${boundsOf(schema)}</span></p>`
}

function fieldsOf(schema: JsonSchema) {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: required.has(name),
    schema: whole(property),
  }))
}

function whole(schema: Property): JsonSchema {
  return typeof schema === 'boolean' ? {} : schema
}

/** In words, with links to named schemas. */
export function typeOf(schema: JsonSchema): Markup {
  const name = schema.$ref?.split('/').at(-1)
  if (name !== undefined) return html`<a href="#${name}">${name}</a>`
  if (schema.enum !== undefined) return alternatives(schema.enum.map((value) => html`<code>${String(value)}</code>`))
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`
  if (schema.anyOf !== undefined) return alternatives(schema.anyOf.map((one) => typeOf(whole(one))))
  if (schema.type === 'array') return html`list of ${typeOf(itemsOf(schema))}`
  if (schema.properties !== undefined) {
    return html`${fieldsOf(schema).map((field, index) => html`${index === 0 ? '' : ', '}<code>${field.name}</code>: ${typeOf(field.schema)}`)}`
  }
  return html`${[schema.type ?? 'anything'].flat().join(' or ')}`
}

function alternatives(all: readonly Markup[]): Markup {
  return html`${all.map((one, index) => html`${index === 0 ? '' : ' or '}${one}`)}`
}

function itemsOf({ items }: JsonSchema): JsonSchema {
  return items === undefined || Array.isArray(items) ? {} : whole(items)
}

function boundsOf(schema: JsonSchema): string {
  if (schema.description !== undefined) return schema.description
  const { minLength, maxLength, minimum, maximum, format, default: standard } = schema
  return [
    format === undefined ? '' : (formats[format] ?? format),
    range(minLength, maxLength, ' characters'),
    range(minimum, maximum, ''),
    standard === undefined ? '' : `${String(standard)} when absent`,
  ]
    .filter((bound) => bound !== '')
    .join(', ')
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'UUIDv7',
  'date-time': 'RFC 3339, UTC, milliseconds',
  email: 'an e-mail address',
  uri: 'a URL',
}

function range(low: number | undefined, high: number | undefined, unit: string): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`
  if (high !== undefined) return `at most ${high}${unit}`
  return low === undefined ? '' : `at least ${low}${unit}`
}
