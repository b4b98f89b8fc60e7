import { createLogger } from '@porchlight/runtime/logger'
import { Edge } from '../src/edge.ts'
import { FirewallGate } from '../src/firewall/gate.ts'
import { settingsIn } from '../src/testing/edge-under-test.ts'

/** The edge with a firewall that costs nothing, as the measure of what the real one adds. Only a benchmark starts it. */
const [port = '', folder = ''] = process.argv.slice(2)
const firewall = new FirewallGate({
  notices: [],
  refusesHead: () => false,
  judge: () => ({ action: 'ALLOW', response: undefined, insertHeaders: [], record: undefined }),
})
const settings = settingsIn(folder)
const edge = new Edge(
  {
    ...settings,
    // As rarely as in a place: tests are in a hurry.
    health: { ...settings.health, intervalMs: 250 },
    listen: { kind: 'port', host: '127.0.0.1', port: Number(port) },
    internalListen: { kind: 'socket', path: `${folder}/open.sock` },
    firewall,
  },
  createLogger('edge', 'info'),
)
await edge.listen()
