import { type BodyHead, readBodyHead } from '@porchlight/runtime/body-head'
import { BodyStalledError, BrokenOffError } from '@porchlight/runtime/request-body'
import { type Answer, bodyStalled, uploadBrokenOff } from '../answer/answer.ts'
import type { Exchange } from '../exchange.ts'
import type { Stage, Verdict } from '../pipeline.ts'
import type { FirewallGate } from './gate.ts'
import { type InspectedBody, type InspectedRequest, maxInspectedBodyBytes } from './inspected-request.ts'
import { refusal } from './refusal.ts'

/** Waits for the beginning of a body where there is one; everything else is judged at once. */
export function firewallStage(gate: FirewallGate): Stage {
  return (exchange) => (exchange.hasBody ? judgeWithBody(exchange, gate) : judge(exchange, gate))
}

async function judgeWithBody(exchange: Exchange, gate: FirewallGate): Promise<Verdict> {
  try {
    exchange.bodyHead = await readBodyHead(exchange.request, exchange.response, maxInspectedBodyBytes)
  } catch (error) {
    return answerToFailure(error)
  }
  return judge(exchange, gate)
}

function answerToFailure(error: unknown): Answer {
  if (error instanceof BodyStalledError) return bodyStalled
  if (error instanceof BrokenOffError) return uploadBrokenOff
  throw error
}

function judge(exchange: Exchange, gate: FirewallGate): Verdict {
  const { action, response, insertHeaders, record } = gate.judge(new ExchangeUnderJudgement(exchange))
  if (action === 'ALLOW') {
    if (insertHeaders.length > 0) exchange.headers.push(...insertHeaders)
    return undefined
  }
  exchange.firewallRule = record?.terminatingRuleId
  return refusal(action, response)
}

/** Reads the exchange as it is: most parts of it are asked for only when a rule matches. */
class ExchangeUnderJudgement implements InspectedRequest {
  readonly #exchange: Exchange
  readonly body: InspectedBody | undefined

  constructor(exchange: Exchange) {
    this.#exchange = exchange
    this.body = exchange.bodyHead && inspectedPart(exchange.bodyHead)
  }

  get loadBalancer() {
    return this.#exchange.balancer?.name ?? 'main'
  }

  get requestId(): string {
    return this.#exchange.requestId
  }

  get method(): string {
    return this.#exchange.method
  }

  get uriPath(): string {
    return this.#exchange.path
  }

  get queryString(): string {
    return this.#exchange.search.slice(1)
  }

  get httpVersion(): string {
    return this.#exchange.request.httpVersion
  }

  get host(): string {
    return this.#exchange.host
  }

  get scheme(): string {
    return this.#exchange.scheme
  }

  get headers(): readonly string[] {
    return this.#exchange.headers
  }

  get clientAddress(): string {
    return this.#exchange.clientAddress
  }
}

function inspectedPart({ bytes, ended }: BodyHead): InspectedBody {
  return { bytes: bytes.subarray(0, maxInspectedBodyBytes), oversize: !ended || bytes.length > maxInspectedBodyBytes }
}
