import cluster from 'node:cluster'
import { askedToStop, type DrainTimes } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { SettingsError } from '@porchlight/runtime/settings'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { type Config, readConfig } from './config.ts'
import { Edge } from './edge.ts'
import type { FirewallGate } from './firewall/gate.ts'
import { openFirewall } from './firewall/open.ts'
import { CertificateFault } from './listener/certificate.ts'
import { firewallOfWorker } from './processes/firewall-for-all.ts'
import { servePrimary } from './processes/primary.ts'
import { WorkerChannel } from './processes/worker-channel.ts'
import { clientTimes } from './protocol/limits.ts'
import { keySetTimes } from './token/remote-key-set.ts'

const config = configOrExit()
const logger = createLogger('edge', config.logLevel)
try {
  if (cluster.isWorker) await serveAsWorker()
  else if (config.processes === 1) await serveAlone()
  else if (!(await servePrimary(config, logger))) process.exit(1)
} catch (error) {
  if (error instanceof FirewallFault) logger.fatal({ faults: error.faults }, 'the firewall has faults')
  else if (error instanceof CertificateFault) logger.fatal(error.message)
  else logger.fatal({ err: error }, 'cannot start')
  process.exit(1)
}
process.exit(0)

async function serveAlone(): Promise<void> {
  process.on('SIGHUP', () => logger.info('one process alone is not replaced; PORCHLIGHT_EDGE_PROCESSES says how many'))
  const { gate, close } = await openFirewall(config, logger)
  await serve(gate, { stopped: askedToStop().then(() => config.drain), ready: () => undefined })
  await close()
}

async function serveAsWorker(): Promise<void> {
  // What comes to the whole process group is the primary's to decide.
  process.on('SIGHUP', () => undefined)
  const channel = new WorkerChannel()
  const stopped = askedToStop().then(() => config.drain)
  const retired = channel.retired.then((limitMs) => ({ ...config.drain, limitMs }))
  const gate = await firewallOfWorker(config, channel)
  await serve(gate, { stopped: Promise.race([stopped, retired]), ready: () => channel.ready() })
  await channel.leave()
}

interface Serving {
  readonly ready: () => void
  /** Resolves when it is time to leave, with the time that leaving may take. */
  readonly stopped: Promise<DrainTimes>
}

async function serve(firewall: FirewallGate, { ready, stopped }: Serving): Promise<void> {
  const edge = new Edge({ ...config, firewall, keySetTimes, clientTimes }, logger)
  await edge.listen()
  ready()
  await edge.drain(await stopped)
}

function configOrExit(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
