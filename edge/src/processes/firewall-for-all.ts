import type { Logger } from '@porchlight/runtime/logger'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { compileFirewall } from '../firewall/compile.ts'
import { FirewallGate } from '../firewall/gate.ts'
import type { Keeper } from '../firewall/keeper/keeper.ts'
import { loadSources } from '../firewall/load-sources.ts'
import { type FirewallSettings, keepFirewall } from '../firewall/open.ts'
import type { WorkerChannel } from './worker-channel.ts'

export interface FirewallForAll {
  /** What is in force now. */
  inForce(): Firewall
  readonly keeper: Keeper | undefined
  close(): Promise<void>
}

/**
 * The one keeper that stands behind every worker; `changed` is told what to judge by from now on.
 *
 * @throws {FirewallFault} where the document has a fault: a place without its firewall is not opened.
 */
export async function keepFirewallForAll(
  settings: FirewallSettings,
  logger: Logger,
  changed: (firewall: Firewall) => void,
): Promise<FirewallForAll> {
  const sources = await loadSources(settings.firewallLists)
  let { notices } = compileFirewall(document, sources)
  for (const { rule, reason } of notices) logger.info({ rule }, `firewall: ${rule}: ${reason}`)
  const { dataDirectory } = settings
  if (dataDirectory === undefined) return { inForce: () => document, keeper: undefined, close: async () => undefined }
  let inForce = document
  const enforce = (firewall: Firewall): void => {
    inForce = firewall
    notices = compileFirewall(firewall, sources).notices
    changed(firewall)
  }
  const kept = await keepFirewall({ ...settings, dataDirectory }, { sources, enforce, notices: () => notices, logger })
  return { inForce: () => inForce, ...kept }
}

/** A worker's gate: it judges as the primary says, and tells it what a rule touched. */
export async function firewallOfWorker(
  settings: Pick<FirewallSettings, 'firewallLists'>,
  channel: WorkerChannel,
): Promise<FirewallGate> {
  const sources = await loadSources(settings.firewallLists)
  let gate: FirewallGate | undefined
  const first = await channel.firewall((next) => gate?.replace(compileFirewall(next, sources)))
  gate = new FirewallGate(compileFirewall(first, sources), (record) => channel.record(record))
  channel.shareRates(sources.rates)
  return gate
}
