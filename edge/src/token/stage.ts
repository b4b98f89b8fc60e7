import { noKeys, refusedToken } from '../answer/answer.ts'
import type { Exchange } from '../exchange.ts'
import type { Stage, Verdict } from '../pipeline.ts'
import { readBearer } from './bearer.ts'
import type { TokenValidator, Validity } from './validator.ts'

/** Lets a request whose rule demands an access token pass with a good one only. The service still decides who may. */
export function tokenStage(validator: TokenValidator): Stage {
  return (exchange) => {
    if (exchange.rule?.token !== 'required') return undefined
    const bearer = readBearer(exchange.headerValues('authorization')[0])
    if (bearer.kind === 'none') {
      exchange.tokenCheck = 'missing'
      return refusedToken('token_missing')
    }
    if (bearer.kind === 'malformed') return conclude(exchange, { kind: 'invalid', reason: 'no bearer token' })
    const validity = validator.validate(bearer.token)
    if (!(validity instanceof Promise)) return conclude(exchange, validity)
    return validity.then((found) => conclude(exchange, found))
  }
}

function conclude(exchange: Exchange, validity: Validity): Verdict {
  switch (validity.kind) {
    case 'valid':
      exchange.tokenCheck = 'valid'
      return undefined
    case 'invalid':
      exchange.tokenCheck = `invalid: ${validity.reason}`
      return refusedToken('token_invalid')
    case 'unavailable':
      exchange.tokenCheck = 'keys unavailable'
      return noKeys
  }
}
