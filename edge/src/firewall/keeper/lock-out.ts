import type { Evaluator } from '../evaluator.ts'
import type { InspectedRequest } from '../inspected-request.ts'
import { faultAt } from './patch.ts'
import { Refusal } from './refusal.ts'

interface Change {
  readonly before: Evaluator
  readonly after: Evaluator
  readonly clientAddress: string
}

/** @throws {Refusal} where a change would shut out whoever makes it from the page that could take it back. */
export function refuseLockOut({ before, after, clientAddress }: Change): void {
  const request = pageRequest(clientAddress)
  const { action, record } = after.judge(request)
  if (action === 'ALLOW' || before.judge(request).action !== 'ALLOW') return
  const rule = record?.terminatingRuleId ?? 'the default action'
  const message = `${rule} would block your own address, ${clientAddress}. Put it on the allow list first, or use the command on the machine.`
  throw new Refusal('firewall_fault', [faultAt(['patch'], message)])
}

function pageRequest(clientAddress: string): InspectedRequest {
  return {
    requestId: 'would-this-shut-me-out',
    method: 'GET',
    uriPath: '/api/admin/firewall',
    queryString: '',
    httpVersion: '1.1',
    host: 'localhost',
    scheme: 'https',
    headers: ['host', 'localhost', 'user-agent', 'Mozilla/5.0', 'accept', '*/*'],
    clientAddress,
    body: undefined,
  }
}
