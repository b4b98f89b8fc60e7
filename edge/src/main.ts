import { askedToStop } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { SettingsError } from '@porchlight/runtime/settings'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { type Config, readConfig } from './config.ts'
import { Edge } from './edge.ts'
import { compileFirewall } from './firewall/compile.ts'
import { FirewallGate } from './firewall/gate.ts'
import { loadSources } from './firewall/load-sources.ts'

const config = configOrExit()
const logger = createLogger('edge', config.logLevel)
const gate = await firewallOrExit()
const edge = new Edge({ ...config, firewall: gate }, logger)
const stopped = askedToStop()

try {
  await edge.listen()
} catch (error) {
  logger.fatal({ err: error }, 'cannot listen')
  process.exit(1)
}
await stopped
await edge.drain(config.drain)
process.exit(0)

/** A place without its firewall is not opened. */
async function firewallOrExit(): Promise<FirewallGate> {
  try {
    const evaluator = compileFirewall(firewall, await loadSources(config.firewallLists))
    for (const { rule, reason } of evaluator.notices) logger.info({ rule }, `firewall: ${rule}: ${reason}`)
    return new FirewallGate(evaluator)
  } catch (error) {
    if (error instanceof FirewallFault) logger.fatal({ faults: error.faults }, 'the firewall has faults')
    else logger.fatal({ err: error }, 'cannot make the firewall ready')
    process.exit(1)
  }
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
