import type { Cookies, Headers } from '@porchlight/system/web-acl/fields'
import type { Inspection } from '../inspection.ts'
import { type FieldText, type FieldView, oversizeVerdict } from './field-view.ts'
import type { Pair } from './pairs.ts'

/** AWS looks at the first 8 KB or the first 200, whichever comes first. */
const maxBytes = 8_192
const maxCount = 200

type Scope = Headers['MatchScope']

export function readHeaders({ MatchPattern, MatchScope, OversizeHandling }: Headers): (of: Inspection) => FieldView {
  const wanted = selection({
    included: 'IncludedHeaders' in MatchPattern ? MatchPattern.IncludedHeaders : undefined,
    excluded: 'ExcludedHeaders' in MatchPattern ? MatchPattern.ExcludedHeaders : undefined,
    fold: true,
  })
  return ({ request: { headers } }) => {
    const pairs: Pair[] = []
    for (let index = 0; index < headers.length; index += 2) {
      pairs.push({ name: headers[index] ?? '', value: headers[index + 1] ?? '' })
    }
    return view({ pairs, wanted, scope: MatchScope, handling: OversizeHandling })
  }
}

/** A cookie's name counts with its case. */
export function readCookies({ MatchPattern, MatchScope, OversizeHandling }: Cookies): (of: Inspection) => FieldView {
  const wanted = selection({
    included: 'IncludedCookies' in MatchPattern ? MatchPattern.IncludedCookies : undefined,
    excluded: 'ExcludedCookies' in MatchPattern ? MatchPattern.ExcludedCookies : undefined,
    fold: false,
  })
  return ({ cookies: pairs }) => view({ pairs, wanted, scope: MatchScope, handling: OversizeHandling })
}

interface Choice {
  readonly included: readonly string[] | undefined
  readonly excluded: readonly string[] | undefined
  readonly fold: boolean
}

function selection({ included, excluded, fold }: Choice): (name: string) => boolean {
  const names = new Set((included ?? excluded ?? []).map((name) => (fold ? name.toLowerCase() : name)))
  if (included !== undefined) return (name) => names.has(name)
  return names.size === 0 ? () => true : (name) => !names.has(name)
}

interface Viewing {
  readonly pairs: readonly Pair[]
  readonly wanted: (name: string) => boolean
  readonly scope: Scope
  readonly handling: Headers['OversizeHandling']
}

function view({ pairs, wanted, scope, handling }: Viewing): FieldView {
  const texts: FieldText[] = []
  let bytes = 0
  let inspected = 0
  for (const { name, value } of pairs) {
    bytes += name.length + value.length
    if (bytes > maxBytes || inspected === maxCount) break
    inspected += 1
    if (!wanted(name)) continue
    if (scope !== 'VALUE') texts.push({ text: name, name })
    if (scope !== 'KEY') texts.push({ text: value, name })
  }
  return { texts, verdict: oversizeVerdict(handling, inspected < pairs.length) }
}
