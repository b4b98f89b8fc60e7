import type { ReplayReport, RuleMatch } from '@porchlight/contract/firewall'
import type { InspectedRequest } from '../inspected-request.ts'

/** A request out of a recording, as complete as the recording is. */
export interface RecordedRequest {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly request: InspectedRequest
  /** What matched when it was recorded, which a replay without the body may not find again; empty for a HAR file. */
  readonly matched: readonly RuleMatch[]
}

/** Oldest first. */
export interface Recording {
  readonly requests: readonly RecordedRequest[]
  /** What it cannot tell. */
  readonly limits: ReplayReport['limits']
}
