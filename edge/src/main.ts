import { askedToStop } from '@porchlight/runtime/lifecycle'
import { createLogger } from '@porchlight/runtime/logger'
import { SettingsError } from '@porchlight/runtime/settings'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { type Config, readConfig } from './config.ts'
import { Edge } from './edge.ts'
import { type OpenFirewall, openFirewall } from './firewall/open.ts'
import { keySetTimes } from './token/remote-key-set.ts'

const config = configOrExit()
const logger = createLogger('edge', config.logLevel)
const firewall = await firewallOrExit()
const edge = new Edge({ ...config, firewall: firewall.gate, keySetTimes }, logger)
const stopped = askedToStop()

try {
  await edge.listen()
} catch (error) {
  logger.fatal({ err: error }, 'cannot listen')
  process.exit(1)
}
await stopped
await edge.drain(config.drain)
await firewall.close()
process.exit(0)

async function firewallOrExit(): Promise<OpenFirewall> {
  try {
    return await openFirewall(config, logger)
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
