import { BlockList } from 'node:net'
import { join } from 'node:path'
import { createLogger } from '@porchlight/runtime/logger'
import { Edge } from '../src/edge.ts'
import { FirewallGate } from '../src/firewall/gate.ts'

/** The edge with a firewall that costs nothing, as the measure of what the real one adds. Only a benchmark starts it. */
const [port = '', folder = ''] = process.argv.slice(2)
const firewall = new FirewallGate({
  notices: [],
  judge: () => ({ action: 'ALLOW', response: undefined, insertHeaders: [], record: undefined }),
})
const edge = new Edge(
  {
    listen: { kind: 'port', host: '127.0.0.1', port: Number(port) },
    internalListen: { kind: 'socket', path: join(folder, 'open.sock') },
    origin: new URL(`http://localhost:${port}`),
    topology: 'path',
    trustedProxies: new BlockList(),
    firewall,
    socketsPath: folder,
    targetIdleTimeoutMs: 60_000,
    health: { intervalMs: 250, timeoutMs: 2_000, healthyCount: 1, unhealthyCount: 2 },
  },
  createLogger('edge', 'info'),
)
await edge.listen()
