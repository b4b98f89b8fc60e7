import { userInfo } from 'node:os'
import { type FirewallPatch, FirewallState, ReplayReport } from '@porchlight/contract/firewall'
import { type ControlledPatch, controlPaths } from '@porchlight/contract/firewall-control'
import { type Arguments, onlyOperand } from './arguments.ts'
import { askKeeper } from './ask-keeper.ts'
import type { Place } from './place.ts'

type Patch = (args: Arguments) => FirewallPatch

/** The commands that change something, each as the patch that it stands for. */
export const changeCommands: Readonly<Record<string, Patch | undefined>> = {
  block: (args) => ({ actions: { [onlyOperand(args, 'rule')]: 'BLOCK' } }),
  count: (args) => ({ actions: { [onlyOperand(args, 'rule')]: 'COUNT' } }),
  'block-address': (args) => ({ block: { [onlyOperand(args, 'range')]: true } }),
  'allow-address': (args) => ({ allow: { [onlyOperand(args, 'range')]: true } }),
  'remove-address': (args) => {
    const range = onlyOperand(args, 'range')
    return { block: { [range]: false }, allow: { [range]: false } }
  },
  countries: ({ operands }) => ({ blockedCountries: operands.map((code) => code.toUpperCase()) }),
  undo: (args) => ({ undo: onlyOperand(args, 'id') }),
}

/** Whoever has the machine is known by the name of their user there. */
export async function makeChange(place: Place, patch: FirewallPatch, note: string): Promise<FirewallState> {
  const body: ControlledPatch = {
    actor: { kind: 'operator', name: userInfo().username },
    patch: { ...patch, ...(note !== '' && { note }) },
  }
  return FirewallState.parse(await askKeeper(place, { method: 'PATCH', path: controlPaths.state, body }))
}

export async function tryChange(place: Place, patch: FirewallPatch): Promise<ReplayReport> {
  return ReplayReport.parse(await askKeeper(place, { method: 'POST', path: controlPaths.trials, body: patch }))
}
