import type { FieldToMatch, JsonBody } from '@porchlight/system/web-acl/fields'
import type { Inspection } from '../inspection.ts'
import { absent, type FieldText, type FieldView, oversizeVerdict } from './field-view.ts'
import { type JsonEntry, readJson } from './json-body.ts'

type BodyField = Extract<FieldToMatch, { Body: unknown } | { JsonBody: unknown }>

export function readBodyField(field: BodyField): (inspection: Inspection) => FieldView {
  if ('JsonBody' in field) return readJsonBody(field.JsonBody)
  const handling = field.Body.OversizeHandling
  return (inspection) => {
    const { body } = inspection.request
    if (body === undefined) return absent
    const verdict = oversizeVerdict(handling, body.oversize)
    return { texts: [{ text: inspection.bodyText, name: undefined }], verdict }
  }
}

/** A body without JSON in it falls back as the statement says; without a word, what could be read is looked at. */
function readJsonBody(settings: JsonBody): (inspection: Inspection) => FieldView {
  const wanted = selection(settings)
  const { InvalidFallbackBehavior: fallback, OversizeHandling: handling } = settings
  return (inspection) => {
    const { body } = inspection.request
    if (body === undefined || body.bytes.length === 0) return absent
    const verdict = oversizeVerdict(handling, body.oversize)
    if (verdict !== undefined) return { texts: [], verdict }
    const { valid, entries } = readJson(inspection.bodyText)
    // A body that was cut is not a broken one.
    if (valid || body.oversize || fallback === undefined) {
      return { texts: entries.filter(wanted).map(textOf), verdict: undefined }
    }
    if (fallback === 'EVALUATE_AS_STRING') {
      return { texts: [{ text: inspection.bodyText, name: undefined }], verdict: undefined }
    }
    return { texts: [], verdict: fallback }
  }
}

function textOf({ pointer, text }: JsonEntry): FieldText {
  return { text, name: pointer }
}

/** A pointer stands for what it names and for everything below. */
function selection({ MatchPattern, MatchScope }: JsonBody): (entry: JsonEntry) => boolean {
  const paths = 'IncludedPaths' in MatchPattern ? MatchPattern.IncludedPaths : undefined
  const inScope = ({ kind }: JsonEntry): boolean =>
    MatchScope === 'ALL' || (MatchScope === 'KEY' ? kind === 'key' : kind === 'value')
  if (paths === undefined) return inScope
  const isBelow = ({ pointer }: JsonEntry): boolean =>
    paths.some((path) => pointer === path || pointer.startsWith(`${path}/`))
  return (entry) => inScope(entry) && isBelow(entry)
}
