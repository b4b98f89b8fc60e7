import type { Entry, Signal } from '../wire.ts'

/** What AppSync's real-time endpoint says, as far as it matters here. */
export type Frame =
  | { readonly type: 'connection_ack'; readonly payload?: { readonly connectionTimeoutMs?: number } }
  | { readonly type: 'ka' }
  | { readonly type: 'start_ack' | 'complete'; readonly id: string }
  | {
      readonly type: 'data'
      readonly id: string
      readonly payload: {
        readonly data?: { readonly onEntry?: Entry | null; readonly onSignal?: Signal | null } | null
      }
    }
  | { readonly type: 'error' | 'connection_error'; readonly payload?: { readonly errors?: FrameErrors } }

interface FrameError {
  readonly errorType?: string
}
type FrameErrors = FrameError | readonly FrameError[]

/** Undefined: not a frame. */
export function parseFrame(text: string): Frame | undefined {
  try {
    const frame: Frame | null = JSON.parse(text)
    return frame ?? undefined
  } catch {
    return undefined
  }
}

export function isUnauthorized(errors: FrameErrors | undefined): boolean {
  return JSON.stringify(errors ?? []).includes('UnauthorizedException')
}

/** What lets a connection in, as a subprotocol: base64url without padding. Tokens and host names are ASCII. */
export function authorizationProtocol(authorization: object): string {
  const encoded = btoa(JSON.stringify(authorization))
  return `header-${encoded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}
