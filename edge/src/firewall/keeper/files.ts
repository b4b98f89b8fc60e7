import { join } from 'node:path'

/** Where the firewall's files are. */
export interface FirewallFiles {
  readonly overlay: string
  /** Every change, one JSON line each. */
  readonly audit: string
  /** A directory of its own. */
  readonly log: string
}

export function filesIn(dataDirectory: string): FirewallFiles {
  return {
    overlay: join(dataDirectory, 'config/firewall.json'),
    audit: join(dataDirectory, 'firewall/audit.ndjson'),
    log: join(dataDirectory, 'firewall/log'),
  }
}
