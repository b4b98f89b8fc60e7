import type { Inspection } from '../inspection.ts'
import { decodeFormText, readBody } from '../request/body-content.ts'
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
export function findingsIn(component: Component, inspection: Inspection): ComponentFindings {
  const number = components.indexOf(component)
  const known = inspection.components[number]
  if (known !== undefined) return known
  const found = detectors[component](inspection)
  inspection.components[number] = found
  return found
}

const inPath = { name: undefined, place: 'path' } as const

const detectors: Readonly<Record<Component, (inspection: Inspection) => ComponentFindings>> = {
  URIPATH: ({ request }) => collect(nothing, request.uriPath, inPath),
  QUERYARGUMENTS: ({ queryArguments }) => {
    let found = nothing
    for (const { name, value } of queryArguments) {
      const at = { name, place: 'query' } as const
      found = collect(found, decodeFormText(value), at)
      found = collect(found, decodeFormText(name), at)
    }
    return found
  },
  COOKIE: ({ cookies }) => {
    let found = nothing
    for (const { name, value } of cookies) {
      const at = { name, place: 'cookie' } as const
      found = collect(found, value, at)
      found = collect(found, name, at)
    }
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
