import type { Refusal } from '@porchlight/runtime/problem'

/** Ends the handling of a request with a problem document. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.refusal = refusal
  }
}

export function refuse(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): never {
  throw new RequestRefused({ status, detail, headers })
}
