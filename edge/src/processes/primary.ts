import cluster from 'node:cluster'
import { rm } from 'node:fs/promises'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { askedToStop, type DrainTimes } from '@porchlight/runtime/lifecycle'
import type { Logger } from '@porchlight/runtime/logger'
import type { FirewallSettings } from '../firewall/open.ts'
import { type FirewallForAll, keepFirewallForAll } from './firewall-for-all.ts'
import { RateExchange } from './rate-exchange.ts'
import { Workers, workerPolicy } from './workers.ts'

export interface PrimarySettings extends FirewallSettings {
  readonly processes: number
  readonly internalListen: Endpoint
  readonly drain: DrainTimes
}

/** A worker that has not left so long after the drain limit hangs. */
const stopGraceMs = 150

/**
 * Serves with several workers until the process is asked to stop. The primary itself takes no request: it holds the
 * listening sockets, the workers, and what there can be only one of.
 *
 * @throws {FirewallFault} where the firewall's document has a fault.
 * @returns whether every worker got ready.
 */
export async function servePrimary(settings: PrimarySettings, logger: Logger): Promise<boolean> {
  const stopped = askedToStop()
  // Workers share this socket, so none of them may take it for a leftover.
  if (settings.internalListen.kind === 'socket') await rm(settings.internalListen.path, { force: true })
  cluster.setupPrimary({ serialization: 'advanced' })
  let firewall: FirewallForAll | undefined
  const rates = new RateExchange()
  const workers = new Workers({
    count: settings.processes,
    policy: { ...workerPolicy, stopLimitMs: settings.drain.limitMs + stopGraceMs },
    logger,
    greeting: () => ({ kind: 'firewall', firewall: opened.inForce() }),
    heard: (message, { id, answer }) => {
      if (message.kind === 'rates') answer({ kind: 'rates', counts: rates.report(id, message.counts) })
      if (message.kind !== 'records') return
      for (const record of message.records) firewall?.keeper?.note(record)
    },
  })
  const opened = await keepFirewallForAll(settings, logger, (next) =>
    workers.tell({ kind: 'firewall', firewall: next }),
  )
  firewall = opened
  process.on('SIGHUP', () => void workers.roll())
  const ready = await Promise.race([workers.start(), stopped.then(() => true)])
  if (ready) await stopped
  await workers.stop()
  await opened.close()
  return ready
}
