import { DomainError } from '@porchlight/contract/errors'
import {
  FirewallChangePage,
  type FirewallPatch,
  FirewallRecordPage,
  type FirewallRecordQuery,
  FirewallState,
  ReplayReport,
} from '@porchlight/contract/firewall'
import { type ControlledPatch, controlPaths } from '@porchlight/contract/firewall-control'
import type { PageQuery } from '@porchlight/contract/page'
import type { Context, Viewer } from '../context.ts'
import { queryText } from '../control/query-text.ts'
import { readMe } from '../members/service.ts'

/** Who changes the firewall, and from where. */
export interface Changer {
  readonly viewer: Viewer
  /** `undefined` where the load balancer did not say. */
  readonly clientAddress: string | undefined
}

/** @throws {DomainError} `firewall_unavailable` */
export async function readFirewall(ctx: Context): Promise<FirewallState> {
  return FirewallState.parse(await ctx.firewall({ method: 'GET', path: controlPaths.state }))
}

/** @throws {DomainError} `firewall_unavailable`, `firewall_fault`, `firewall_changed_since` */
export async function changeFirewall(
  ctx: Context,
  { viewer, clientAddress }: Changer,
  patch: FirewallPatch,
): Promise<FirewallState> {
  const { name } = await readMe(ctx, viewer)
  const body: ControlledPatch = {
    actor: { kind: 'administrator', id: viewer.id, name },
    ...(clientAddress !== undefined && { clientAddress }),
    patch,
  }
  const asked = { method: 'PATCH', path: controlPaths.state, body } as const
  return FirewallState.parse(await ctx.firewall(asked).catch(inPublic))
}

/** The edge was sent the caller's body inside another. */
function inPublic(error: unknown): never {
  if (!(error instanceof DomainError)) throw error
  const faults = error.faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/patch(?=\/|$)/, '') }))
  throw Object.assign(new DomainError(error.code, faults), { cause: error.cause })
}

/** @throws {DomainError} `firewall_unavailable`, `firewall_fault`, `firewall_changed_since` */
export async function tryFirewallChange(ctx: Context, patch: FirewallPatch): Promise<ReplayReport> {
  return ReplayReport.parse(await ctx.firewall({ method: 'POST', path: controlPaths.trials, body: patch }))
}

/** @throws {DomainError} `firewall_unavailable`, `invalid_input` for a cursor that this list did not give. */
export async function listFirewallRecords(ctx: Context, query: FirewallRecordQuery): Promise<FirewallRecordPage> {
  const path = `${controlPaths.records}?${queryText(query)}`
  return FirewallRecordPage.parse(await ctx.firewall({ method: 'GET', path }))
}

/** @throws {DomainError} `firewall_unavailable`, `invalid_input` for a cursor that this list did not give. */
export async function listFirewallChanges(ctx: Context, query: PageQuery): Promise<FirewallChangePage> {
  const path = `${controlPaths.changes}?${queryText(query)}`
  return FirewallChangePage.parse(await ctx.firewall({ method: 'GET', path }))
}
