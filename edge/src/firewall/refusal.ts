import type { Answer } from '../answer/answer.ts'
import type { BlockResponse, Judgement } from './evaluator.ts'

interface Words {
  readonly happened: string
  readonly advice: string
}

const blocked: Words = {
  happened: 'The firewall of this place stopped the request.',
  advice: 'If you meant no harm, tell whoever runs this place the request id: they can find out why and let it pass.',
}

/** Where a rule's own status says more. */
const byStatus: Readonly<Record<number, Words>> = {
  413: {
    happened: 'The firewall of this place stopped the request, because it is too large.',
    advice: 'Send something smaller.',
  },
  429: {
    happened: 'The firewall of this place stopped the request, because too many came from your network.',
    advice: 'Wait a minute, then try again.',
  },
}

/** AWS would show a puzzle here; on one machine there is none. */
const unproven: Words = {
  happened: 'The firewall of this place wants proof that a person sent the request.',
  advice: 'There is no way to give it here. Tell whoever runs this place the request id.',
}

/** In the edge's words, unless the rule brings its own. */
export function refusal(action: Judgement['action'], response: BlockResponse | undefined): Answer {
  const { status = 403, headers = [], body } = response ?? {}
  const words = action === 'BLOCK' ? (byStatus[status] ?? blocked) : unproven
  return { status, ...words, headers: Object.fromEntries(headers), ...(body !== undefined && { body }) }
}
