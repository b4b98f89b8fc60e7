import { z } from 'zod'
import type { ErrorCode, Fault } from './errors.ts'
import { FirewallActor, FirewallPatch } from './firewall.ts'

/** What the edge answers on its control socket, to `api` and to the operator's command. */
export const controlPaths = {
  state: '/firewall',
  records: '/firewall/records',
  changes: '/firewall/changes',
  trials: '/firewall/trials',
} as const

/** The file in the socket directory. */
export const controlSocketName = 'edge-control.sock'

/** `PATCH` of the state; who asks was established by whoever opened the socket, which only our own user can. */
export const ControlledPatch = z.strictObject({
  actor: FirewallActor,
  /** Where an administrator asks from: a change that would lock them out is refused. */
  clientAddress: z.string().optional(),
  patch: FirewallPatch,
})
export type ControlledPatch = z.infer<typeof ControlledPatch>

/** The body of every refusal. */
export interface ControlRefusal {
  readonly code: ErrorCode
  readonly faults: readonly Fault[]
}
