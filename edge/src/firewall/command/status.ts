import { FirewallState } from '@porchlight/contract/firewall'
import { controlPaths } from '@porchlight/contract/firewall-control'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import { describeState } from '../keeper/state.ts'
import { askKeeper } from './ask-keeper.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import type { Place } from './place.ts'
import { sparkline, table } from './table.ts'

export interface Status {
  readonly running: boolean
  readonly state: FirewallState
}

export async function readStatus(place: Place): Promise<Status> {
  try {
    const answer = await askKeeper(place, { method: 'GET', path: controlPaths.state })
    return { running: true, state: FirewallState.parse(answer) }
  } catch (error) {
    if (!(error instanceof CommandFault) || error.exitCode !== exitCodes.notRunning) throw error
    return { running: false, state: await stateAtRest(place) }
  }
}

async function stateAtRest(place: Place): Promise<FirewallState> {
  const { notices, ...inForce } = await place.inForce()
  return describeState({
    document,
    inForce,
    counts: await place.counts(inForce),
    changes: await place.changes(),
    notices,
  })
}

export function statusText({ running, state }: Status, dataDirectory: string): string {
  const { requests, hours, rules, addresses, blockedCountries, notices } = state
  // A group that is counted counts all that is in it.
  const inGroups = rules.filter((rule) => !isChanged(rule)).flatMap((rule) => rule.rules.filter(isChanged))
  const listed = (list: string): number => addresses.filter((address) => address.list === list).length
  return [
    `The firewall of ${dataDirectory}${running ? '' : ' (Porchlight is not running)'}`,
    '',
    `Last 24 hours: ${requests.blocked} blocked, ${requests.counted} counted only, ${requests.allowed} let through by a list.  ${sparkline(hours.map(({ blocked, counted }) => blocked + counted))}`,
    '',
    table(
      ['RULE', 'DOES', 'BLOCKED', 'COUNTED', 'BY HOUR', 'WCU', 'WHAT FOR'],
      rules.map((rule) => [
        rule.name,
        doing(rule),
        rule.hits.blocked,
        rule.hits.counted,
        sparkline(rule.hours),
        rule.capacityUnits,
        rule.summary,
      ]),
    ),
    ...inGroups.map((rule) => `${rule.name}  ${doing(rule)}`),
    '',
    `${state.capacityUnits} of 1,500 WCU. ${listed('block')} addresses blocked, ${listed('allow')} allowed. Countries turned away: ${blockedCountries.join(' ') || 'none'}.`,
    ...(rules.some(isChanged) || inGroups.length > 0 ? ['* changed here: the document says otherwise'] : []),
    ...notices.map(({ detail }) => `! ${detail}`),
  ].join('\n')
}

function doing(rule: Pick<FirewallState['rules'][number], 'action' | 'documentAction'>): string {
  return isChanged(rule) ? `${rule.action}*` : rule.action
}

function isChanged({ action, documentAction }: Pick<FirewallState['rules'][number], 'action' | 'documentAction'>) {
  return action !== documentAction
}
