import type { FieldToMatch, TextTransformation } from '@porchlight/system/web-acl/fields'
import type { Inspection } from '../inspection.ts'
import { compileTransformations } from '../transformations/compile.ts'
import { readBodyField } from './body-field.ts'
import { absent, type FieldText, type FieldView } from './field-view.ts'
import { readCookies, readHeaders } from './header-fields.ts'

export interface Field {
  /** As a log record names the part. */
  readonly location: string
  view(inspection: Inspection): FieldView
}

type Reader = (inspection: Inspection) => FieldView

/** Gives each pair of a field and its transformations a number, so that a request is read once for all its statements. */
export class FieldRegistry {
  readonly #fields = new Map<string, Field>()

  field(field: FieldToMatch, transformations: readonly TextTransformation[]): Field {
    const key = JSON.stringify([field, transformations])
    const known = this.#fields.get(key)
    if (known !== undefined) return known
    const number = this.#fields.size
    const { location, read } = readerOf(field)
    const transformed = withTransformations(read, transformations)
    const compiled: Field = {
      location,
      view(inspection) {
        const { views } = inspection
        views[number] ??= transformed(inspection)
        return views[number]
      },
    }
    this.#fields.set(key, compiled)
    return compiled
  }
}

function withTransformations(read: Reader, transformations: readonly TextTransformation[]): Reader {
  const transform = compileTransformations(transformations)
  if (transform === undefined) return read
  return (inspection) => {
    const { texts, verdict } = read(inspection)
    if (texts.length === 0) return { texts, verdict }
    return { texts: texts.map(({ text, name }) => ({ text: transform(text), name })), verdict }
  }
}

function readerOf(field: FieldToMatch): { location: string; read: Reader } {
  if ('Method' in field) return { location: 'METHOD', read: ({ request }) => single(request.method) }
  if ('UriPath' in field) return { location: 'URI', read: ({ request }) => single(request.uriPath) }
  if ('QueryString' in field) return { location: 'QUERY_STRING', read: ({ request }) => single(request.queryString) }
  if ('AllQueryArguments' in field) {
    return {
      location: 'ALL_QUERY_ARGS',
      read: ({ queryArguments }) => several(queryArguments.map(({ name, value }) => ({ text: value, name }))),
    }
  }
  if ('SingleQueryArgument' in field) return singleArgument(field.SingleQueryArgument.Name.toLowerCase())
  if ('SingleHeader' in field) return singleHeader(field.SingleHeader.Name.toLowerCase())
  if ('Headers' in field) return { location: 'HEADER', read: readHeaders(field.Headers) }
  if ('Cookies' in field) return { location: 'COOKIE', read: readCookies(field.Cookies) }
  return { location: 'BODY', read: readBodyField(field) }
}

function singleArgument(wanted: string): { location: string; read: Reader } {
  return {
    location: 'SINGLE_QUERY_ARG',
    read: ({ queryArguments }) => {
      const found = queryArguments.filter(({ name }) => name.toLowerCase() === wanted)
      return several(found.map(({ name, value }) => ({ text: value, name })))
    },
  }
}

function singleHeader(wanted: string): { location: string; read: Reader } {
  return {
    location: 'HEADER',
    read: ({ request: { headers } }) => {
      const texts: FieldText[] = []
      for (let index = 0; index < headers.length; index += 2) {
        if (headers[index] === wanted) texts.push({ text: headers[index + 1] ?? '', name: wanted })
      }
      return texts.length === 0 ? absent : several(texts)
    },
  }
}

function single(text: string): FieldView {
  return { texts: [{ text, name: undefined }], verdict: undefined }
}

function several(texts: readonly FieldText[]): FieldView {
  return { texts, verdict: undefined }
}
