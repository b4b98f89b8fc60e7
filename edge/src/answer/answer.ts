import { bearerChallenge } from '@porchlight/contract/challenge'
import { type ErrorCode, errors } from '@porchlight/contract/errors'

/** What the edge itself answers, as an ALB would: refusals, redirects and failures of the targets. */
export interface Answer {
  readonly status: number
  /** What happened, as one sentence. */
  readonly happened: string
  /** What the reader can do about it, as one sentence. */
  readonly advice: string
  /** Where a service would answer the same: programs read its code, so they need not know who answered. */
  readonly code?: ErrorCode
  readonly headers?: Readonly<Record<string, string>>
  /** In place of our own words. */
  readonly body?: { readonly contentType: string; readonly content: string }
  /** The rest of what this connection carries cannot be trusted to begin where a request begins. */
  readonly closeConnection?: true
}

const mendRequest = 'Correct the address or the program that sent it, then try again.'

export function malformed(detail: string): Answer {
  return { status: 400, happened: detail, advice: mendRequest, closeConnection: true }
}

export function headTooLarge(detail: string): Answer {
  return {
    status: 431,
    happened: detail,
    advice: 'Clear the cookies of this site, then try again.',
    closeConnection: true,
  }
}

/** An ALB's answer; the method would show a page the headers that it may not read. */
export const traceRefused: Answer = {
  status: 405,
  happened: 'This server does not trace requests.',
  advice: 'Ask for the address itself instead.',
  headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
  closeConnection: true,
}

export const targetTooLong: Answer = {
  status: 414,
  happened: 'The address is longer than 16 KB.',
  advice: 'Use a shorter address.',
  closeConnection: true,
}

/**
 * Pages move to the one name that the place has. Anything that acts is refused rather than sent on: a redirect would
 * have the client repeat credentials and body to a name that it did not choose, and a rebound name could act that way.
 */
export function otherHost(method: string, location: string): Answer {
  if (method !== 'GET' && method !== 'HEAD') {
    return {
      status: 421,
      happened: 'This name is not the address of this place.',
      advice: `Send the request to ${location} instead.`,
    }
  }
  return movedTo(location, 301)
}

export function movedTo(location: string, status: 301 | 302): Answer {
  return {
    status,
    happened: 'This place has another address.',
    advice: `Continue at ${location}`,
    // The operator may change the address; a browser would remember the old answer for good.
    headers: { Location: location, 'Cache-Control': 'no-store' },
  }
}

export const uploadBrokenOff: Answer = {
  status: 400,
  happened: 'The upload broke off.',
  advice: 'Check the connection, then send it again.',
  closeConnection: true,
}

/** As `api` refuses it, so that a client renews its session or signs in, whoever answered. */
export function refusedToken(code: 'token_missing' | 'token_invalid'): Answer {
  const { status, title, advice } = errors[code]
  return { status, happened: `${title}.`, advice, code, headers: { 'WWW-Authenticate': bearerChallenge(code) } }
}

/** Not 401: the token may be good, and a client told otherwise would renew a session for nothing. */
export const noKeys: Answer = {
  status: 503,
  happened: 'The service that vouches for members is starting or being renewed.',
  advice: 'Nothing was changed. Try again in a few seconds.',
  code: 'unavailable',
  headers: { 'Retry-After': '5' },
}

export const noRule: Answer = {
  status: 404,
  happened: 'There is nothing at this address.',
  advice: 'Check the address, or start from the front page.',
}

export const badGateway: Answer = {
  status: 502,
  happened: 'The service that should answer broke off.',
  advice: 'Try again. If you were sending something, check first whether it arrived.',
}

export const noTarget: Answer = {
  status: 503,
  happened: 'The service that should answer is starting or being renewed.',
  advice: 'Nothing was changed. Try again in a few seconds.',
  headers: { 'Retry-After': '5' },
}

export const gatewayTimeout: Answer = {
  status: 504,
  happened: 'The service that should answer took too long.',
  advice: 'Try again in a moment. If you were sending something, check first whether it arrived.',
}

export const tooManyConnections: Answer = {
  status: 503,
  happened: 'This address has too many connections open here.',
  advice: 'Close some, or wait a moment, then try again.',
  closeConnection: true,
}

export const bodyStalled: Answer = {
  status: 408,
  happened: 'The upload stopped moving.',
  advice: 'Check the connection, then send it again.',
  closeConnection: true,
}

export const leaving: Answer = { ...noTarget, closeConnection: true }
