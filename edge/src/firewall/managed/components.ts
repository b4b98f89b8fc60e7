import type { Inspection } from '../inspection.ts'
import { decodeFormText, readBody } from '../request/body-content.ts'
import { CleanTexts } from './clean-texts.ts'
import { type ComponentFindings, collect, nothing } from './component-findings.ts'
import { headerFindings } from './inspected-headers.ts'

/** The parts of a request that a managed rule names at its name's end. */
export const components = ['URIPATH', 'QUERYARGUMENTS', 'COOKIE', 'HEADER', 'BODY'] as const
export type Component = (typeof components)[number]

/** As a log record names the part. */
export const locations: Readonly<Record<Component, string>> = {
  URIPATH: 'URI',
  QUERYARGUMENTS: 'ALL_QUERY_ARGS',
  COOKIE: 'COOKIE',
  HEADER: 'HEADER',
  BODY: 'BODY',
}

/** Looked at once a request, whichever rules ask. */
export function findingsOf(component: Component): (inspection: Inspection) => ComponentFindings {
  const number = components.indexOf(component)
  const detect = detectors[component]
  return (inspection) => {
    const known = inspection.components[number]
    if (known !== undefined) return known
    const found = detect(inspection)
    inspection.components[number] = found
    return found
  }
}

/** Long enough to hold an attack in base64 or in escapes, which the slashes around it would hide. */
const minSegmentLength = 12
const noSegments: readonly string[] = []

function encodedSegments(path: string): readonly string[] {
  if (path.length < minSegmentLength) return noSegments
  return path.split('/').filter((segment) => segment.length >= minSegmentLength && mayBeEncoded.test(segment))
}

/** Digits or capitals between letters, or an escape: no words of a language. */
const mayBeEncoded = /[%=+]|[a-z][A-Z0-9]|[0-9][A-Za-z]/

const cleanCookies = new CleanTexts()

const inPath = { name: undefined, place: 'path' } as const

const detectors: Readonly<Record<Component, (inspection: Inspection) => ComponentFindings>> = {
  URIPATH: ({ request: { uriPath } }) => {
    let found = collect(nothing, uriPath, inPath)
    for (const segment of encodedSegments(uriPath)) found = collect(found, segment, inPath)
    return found
  },
  QUERYARGUMENTS: ({ queryArguments }) => {
    let found = nothing
    for (const { name, value } of queryArguments) {
      const at = { name, place: 'query' } as const
      found = collect(found, decodeFormText(value), at)
      found = collect(found, decodeFormText(name), at)
    }
    return found
  },
  COOKIE: (inspection) => {
    // A session sends the same cookies with each request: as a whole they need neither parsing nor a look at each.
    const header = inspection.header('cookie')
    if (header === undefined || cleanCookies.has(header)) return nothing
    let found = nothing
    for (const { name, value } of inspection.cookies) {
      const at = { name, place: 'cookie' } as const
      found = collect(found, value, at)
      found = collect(found, name, at)
    }
    if (found.length === 0) cleanCookies.add(header)
    return found
  },
  HEADER: headerFindings,
  BODY: (inspection) => {
    const { body } = inspection.request
    if (body === undefined) return nothing
    let found = nothing
    for (const { name, text } of readBody(body, inspection.header('content-type') ?? '')) {
      found = collect(found, text, { name, place: 'body' })
    }
    return found
  },
}
