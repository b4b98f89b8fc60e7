import type { LoadBalancer } from '@porchlight/system/topology'

/** An ALB hands its firewall no more of a body than this. */
export const maxInspectedBodyBytes = 8_192

export interface InspectedBody {
  /** The first `maxInspectedBodyBytes` at most. */
  readonly bytes: Buffer
  /** More follows, or was announced by `content-length`. */
  readonly oversize: boolean
}

/** What a web ACL looks at: the request as its target would receive it, nothing decoded yet. */
export interface InspectedRequest {
  /** Where it came in: each load balancer has a web ACL, and counts, of its own. Absent: `main`. */
  readonly loadBalancer?: LoadBalancer['name']
  readonly requestId: string
  readonly method: string
  /** The normalised path, escapes that survive normalisation included. */
  readonly uriPath: string
  /** Without the question mark. */
  readonly queryString: string
  readonly httpVersion: string
  readonly host: string
  readonly scheme: string
  /** Names in lower case, each followed by its value, in the order they came. */
  readonly headers: readonly string[]
  readonly clientAddress: string
  /** `undefined`: the request has none. */
  readonly body: InspectedBody | undefined
}
