import { maxInspectedBodyBytes } from '../inspected-request.ts'
import type { Inspection } from '../inspection.ts'

/** Extensions of files that are kept beside a site and never meant for its readers. */
const restricted = /\.(?:log|ini|bak|backup|old|orig|sql|conf|config|cfg|pem|key|swp|dump|mdb|dbf)$/i
/** In an argument only where it names a file in a folder: a member may search for `error.log`. */
const restrictedPath = /[\\/]\.?[\w-]{0,64}\.(?:log|ini|bak|backup|sql|conf|config|cfg|pem|swp)$/i

/** Managed rules that look at a request's form rather than for an attack; sizes are AWS's. */
export const requestRules: Readonly<Record<string, (inspection: Inspection) => boolean>> = {
  NoUserAgent_HEADER: (inspection) => !inspection.header('user-agent'),
  SizeRestrictions_QUERYSTRING: ({ request }) => request.queryString.length > 2_048,
  SizeRestrictions_Cookie_HEADER: (inspection) => (inspection.header('cookie') ?? '').length > 10_240,
  SizeRestrictions_BODY: ({ request }) =>
    request.body !== undefined && (request.body.oversize || request.body.bytes.length > maxInspectedBodyBytes),
  SizeRestrictions_URIPATH: ({ request }) => request.uriPath.length > 1_024,
  RestrictedExtensions_URIPATH: ({ request }) => restricted.test(request.uriPath),
  RestrictedExtensions_QUERYARGUMENTS: ({ queryArguments }) =>
    queryArguments.some(({ value }) => restrictedPath.test(value)),
  // The edge answers to the place's own names only, so `localhost` gets here where that is its name, and nowhere else.
  Host_localhost_HEADER: () => false,
  PROPFIND_METHOD: ({ request }) => request.method.toUpperCase() === 'PROPFIND',
}
