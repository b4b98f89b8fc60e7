import type { Call } from './endpoint-types.ts'
import { ApiProblem } from './problem.ts'
import { type PlainCall, send } from './request.ts'
import type { Session } from './session.ts'

/** Calls an endpoint of the contract as whoever is here; an expired token is renewed once and the call repeated. */
export function createCall(origin: string, session: Session): Call {
  return typed(async (name, options) => {
    if (name.includes(' /auth/')) return send(origin, name, options, undefined)
    const token = await session.token()
    try {
      return await send(origin, name, options, token)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'token_invalid' || token === undefined) throw error
      await session.resume()
      return send(origin, name, options, await session.token())
    }
  })
}

/** Whatever JSON an answer holds: its type is the contract's promise, kept by the server's own schemas. */
type AnyJson = ReturnType<Response['json']>

/** Gives an untyped sender the types of the contract. */
export function typed(plain: (name: string, options: PlainCall) => AnyJson): Call {
  return (name, ...[options]) => plain(name, options ?? {})
}
