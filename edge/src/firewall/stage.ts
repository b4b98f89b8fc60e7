import { type BodyHead, readBodyHead } from '@porchlight/runtime/body-head'
import { BodyStalledError, BrokenOffError, expectsContinue } from '@porchlight/runtime/request-body'
import { type Answer, bodyStalled, uploadBrokenOff } from '../answer/answer.ts'
import type { Exchange } from '../exchange.ts'
import { passStages, type Stage, type Verdict } from '../pipeline.ts'
import type { FirewallGate } from './gate.ts'
import { type InspectedBody, type InspectedRequest, maxInspectedBodyBytes } from './inspected-request.ts'
import { refusal } from './refusal.ts'

/**
 * Waits for the beginning of a body where there is one; everything else is judged at once. A client that asks first
 * whether to send it is told to only when neither the head nor what stands in `beforeBody` refuses the request.
 */
export function firewallStage(gate: FirewallGate, beforeBody: readonly Stage[] = []): Stage {
  return (exchange) => {
    if (!exchange.hasBody) return judge(exchange, gate)
    return expectsContinue(exchange.request) ? judgeAsked(exchange, gate, beforeBody) : judgeWithBody(exchange, gate)
  }
}

async function judgeAsked(exchange: Exchange, gate: FirewallGate, beforeBody: readonly Stage[]): Promise<Verdict> {
  const body = announcedBody(exchange)
  // Only what refuses is counted and recorded now: whatever passes is judged again with its body.
  const refused = gate.refusesHead(new ExchangeUnderJudgement(exchange, body)) ? judge(exchange, gate, body) : undefined
  return refused ?? (await passStages(beforeBody, exchange)) ?? judgeWithBody(exchange, gate)
}

/** Nothing has come yet, but its size may be known. */
function announcedBody(exchange: Exchange): InspectedBody {
  return {
    bytes: Buffer.alloc(0),
    oversize: Number(exchange.headerValues('content-length')[0]) > maxInspectedBodyBytes,
  }
}

async function judgeWithBody(exchange: Exchange, gate: FirewallGate): Promise<Verdict> {
  try {
    exchange.bodyHead = await readBodyHead(exchange.request, exchange.response, maxInspectedBodyBytes)
  } catch (error) {
    return answerToFailure(error)
  }
  return judge(exchange, gate, inspectedPart(exchange.bodyHead))
}

function answerToFailure(error: unknown): Answer {
  if (error instanceof BodyStalledError) return bodyStalled
  if (error instanceof BrokenOffError) return uploadBrokenOff
  throw error
}

function judge(exchange: Exchange, gate: FirewallGate, body?: InspectedBody): Verdict {
  const { action, response, insertHeaders, record } = gate.judge(new ExchangeUnderJudgement(exchange, body))
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

  constructor(exchange: Exchange, body: InspectedBody | undefined) {
    this.#exchange = exchange
    this.body = body
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
