import type { IncomingHttpHeaders } from 'node:http'

/** The edge names each request once; every tier logs it under that name. */
export const requestIdHeader = 'x-request-id'

/** What the load balancer on AWS names a request with. */
const awsTraceHeader = 'x-amzn-trace-id'

const wellFormed = /^[\w.=:;-]{1,128}$/

/** The name that the load balancer gave the request, where it gave a well-formed one. */
export function givenRequestId(headers: IncomingHttpHeaders): string | undefined {
  const given = headers[requestIdHeader] ?? headers[awsTraceHeader]
  return typeof given === 'string' && wellFormed.test(given) ? given : undefined
}
