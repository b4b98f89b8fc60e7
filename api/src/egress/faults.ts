import type { EgressFault } from '@porchlight/contract/webhooks'
import { z } from 'zod'

const Known = z.object({ name: z.string(), code: z.string().optional() })

/** By the codes of Node, OpenSSL and undici; what none of them names is a connection that failed. */
const patterns: readonly (readonly [RegExp, EgressFault])[] = [
  [/TIMEOUT|ETIMEDOUT/, 'timed_out'],
  [/^(E(SERVFAIL|REFUSED|NOTFOUND|NODATA|BADRESP|FORMERR|CANCELLED)|EAI_)/, 'name_unknown'],
  [/^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/, 'tls_failed'],
  [/^(HPE_|HTTPParserError|UND_ERR_(HEADERS_OVERFLOW|RESPONSE|RES_|NOT_SUPPORTED))/, 'answer_malformed'],
]

export function faultOf(error: unknown): EgressFault {
  const known = Known.safeParse(error).data
  const code = known?.code ?? known?.name ?? ''
  return patterns.find(([pattern]) => pattern.test(code))?.[1] ?? 'connection_failed'
}
