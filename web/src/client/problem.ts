import type { ErrorCode, Fault, Problem } from '@porchlight/contract/errors'

/**
 * `unreachable`: no answer came at all; `withheld`: none came, or one that the browser may not show, as where `api` has
 * another name and something before it refused; `blocked`: the firewall's refusal; `unexpected`: an answer that is no
 * problem document of ours.
 */
export type ProblemCode = ErrorCode | 'unreachable' | 'withheld' | 'blocked' | 'unexpected'

/** An answer that is not what was asked for; what it says to a reader is the catalog's, by its code. */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly faults: readonly Fault[]
  /** What an administrator finds the request by. */
  readonly requestId: string | undefined

  constructor(code: ProblemCode, status: number, details: { faults?: readonly Fault[]; requestId?: string } = {}) {
    super(`${code} (${status})`)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.faults = details.faults ?? []
    this.requestId = details.requestId
  }
}

export function problemOfError(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('unexpected', 0)
}

/** Reads the problem document of an answer; a proxy in between may have sent something else. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  if (!response.headers.get('content-type')?.includes('json'))
    return new ApiProblem(fromProxy(response.status), response.status)
  try {
    const document: Partial<Problem> = await response.json()
    return new ApiProblem(document.code ?? fromProxy(response.status), response.status, {
      ...(document.faults && { faults: document.faults }),
      ...(document.instance && { requestId: document.instance.replace('urn:request:', '') }),
    })
  } catch {
    return new ApiProblem(fromProxy(response.status), response.status)
  }
}

function fromProxy(status: number): ProblemCode {
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  if (status === 429) return 'too_many_requests'
  if (status === 403) return 'blocked'
  if (status === 413) return 'payload_too_large'
  return 'unexpected'
}
