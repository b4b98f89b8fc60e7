import type { FirewallNotice } from '@porchlight/contract/firewall'
import type { Logger } from '@porchlight/runtime/logger'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { compileFirewall } from './compile.ts'
import { serveControl } from './control/server.ts'
import type { Evaluator } from './evaluator.ts'
import { FirewallGate } from './gate.ts'
import { filesIn } from './keeper/files.ts'
import { Keeper } from './keeper/keeper.ts'
import type { LogBounds } from './keeper/log-segments.ts'
import { loadSources } from './load-sources.ts'
import { RateCounters } from './rate/rate-counters.ts'
import type { CompileApart } from './replay/contender.ts'
import type { Sources } from './sources.ts'

export interface FirewallSettings {
  /** Where the operator's lists of addresses are. */
  readonly firewallLists: string | undefined
  /** The data directory; without one the document stands as it is, and nothing is kept. */
  readonly dataDirectory: string | undefined
  readonly firewallLog: LogBounds
  /** Where operators are answered. */
  readonly controlSocket: string | undefined
}

export interface OpenFirewall {
  readonly gate: FirewallGate
  close(): Promise<void>
}

/**
 * The gate with the firewall that is in force, and what keeps it.
 *
 * @throws {FirewallFault} where the document has a fault: a place without its firewall is not opened.
 */
export async function openFirewall(settings: FirewallSettings, logger: Logger): Promise<OpenFirewall> {
  const sources = await loadSources(settings.firewallLists)
  const evaluator = compileFirewall(document, sources)
  for (const { rule, reason } of evaluator.notices) logger.info({ rule }, `firewall: ${rule}: ${reason}`)
  const { dataDirectory } = settings
  if (dataDirectory === undefined) return { gate: new FirewallGate(evaluator), close: async () => undefined }

  let keeper: Keeper | undefined
  let { notices } = evaluator
  const gate = new FirewallGate(evaluator, (record) => keeper?.note(record))
  const opened = await keepFirewall(
    { ...settings, dataDirectory },
    {
      sources,
      enforce: (firewall) => {
        const next = compileFirewall(firewall, sources)
        gate.replace(next)
        notices = next.notices
      },
      notices: () => notices,
      logger,
    },
  )
  keeper = opened.keeper
  return { gate, close: opened.close }
}

interface KeepingOptions {
  readonly sources: Sources
  readonly enforce: (firewall: Firewall) => void
  readonly notices: () => Evaluator['notices']
  readonly logger: Logger
}

/** The keeper, and the socket where operators reach it. */
export async function keepFirewall(
  settings: FirewallSettings & { readonly dataDirectory: string },
  { sources, enforce, notices, logger }: KeepingOptions,
): Promise<{ keeper: Keeper; close(): Promise<void> }> {
  const keeper = await Keeper.open({
    document,
    files: filesIn(settings.dataDirectory),
    logBounds: settings.firewallLog,
    compile: compileApartWith(sources),
    countryOf: (address) => sources.loadCountries()?.(address),
    enforce,
    notices: () =>
      notices().map(({ rule, reason }): FirewallNotice => ({ kind: 'data_missing', detail: `${rule}: ${reason}` })),
    logger,
  })
  const { controlSocket } = settings
  const control = controlSocket === undefined ? undefined : await serveControl(controlSocket, keeper, logger)
  const close = async (): Promise<void> => {
    await control?.close()
    await keeper.close()
  }
  return { keeper, close }
}

/** The same data on addresses and counters of its own. */
export function compileApartWith(sources: Sources): CompileApart {
  return (firewall: Firewall, now = Date.now) =>
    compileFirewall(firewall, { ...sources, now, rates: new RateCounters(now) })
}
