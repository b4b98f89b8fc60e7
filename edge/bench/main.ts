import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** CPU per request of the edge beside a bare proxy, in turns, before the same upstream. Run with no arguments. */
const folder = mkdtempSync(join(tmpdir(), 'edge-bench-'))
const connections = 16
const requestsPerRound = 8_000
const rounds = 3
/** `getconf CLK_TCK` is 100 on every Linux that Node runs on. */
const tickUs = 10_000

interface Proxy {
  readonly name: string
  readonly port: number
  readonly child: ChildProcess
  readonly samples: Record<'GET' | 'POST', number[]>
}

const children: ChildProcess[] = []
try {
  start('upstream.ts', [join(folder, 'api.1.sock')])
  const bare = proxy('bare', 18_471, start('bare-proxy.ts', ['18471', join(folder, 'api.1.sock')]))
  const edge = proxy('edge', 18_472, start('../src/main.ts', [], edgeSettings(18_472)))
  await delay(1_500)
  for (let round = 0; round <= rounds; round += 1) {
    for (const method of ['GET', 'POST'] as const) {
      for (const each of [bare, edge]) {
        const usPerRequest = await measure(each, method)
        if (round > 0) each.samples[method].push(usPerRequest)
      }
    }
  }
  for (const method of ['GET', 'POST'] as const) report(method, bare, edge)
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
}

function start(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  // The edge logs each request, to a file as under a supervisor.
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], { env, stdio: ['ignore', log, 2] })
  children.push(child)
  return child
}

function proxy(name: string, port: number, child: ChildProcess): Proxy {
  return { name, port, child, samples: { GET: [], POST: [] } }
}

function edgeSettings(port: number): Record<string, string> {
  return {
    PORCHLIGHT_LISTEN: `tcp:127.0.0.1:${port}`,
    PORCHLIGHT_INTERNAL_LISTEN: `unix:${folder}/internal.sock`,
    PORCHLIGHT_SOCKETS: folder,
    PORCHLIGHT_ORIGIN: `http://localhost:${port}`,
  }
}

async function measure({ port, child }: Proxy, method: 'GET' | 'POST'): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const before = cpuUs(child)
  let left = requestsPerRound
  const client = async () => {
    while (left-- > 0) await ask(agent, port, method)
  }
  await Promise.all(Array.from({ length: connections }, client))
  agent.destroy()
  return (cpuUs(child) - before) / requestsPerRound
}

function ask(agent: Agent, port: number, method: 'GET' | 'POST'): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { Host: `localhost:${port}`, Accept: 'application/json', 'User-Agent': 'bench', Cookie: 'a=b; c=d' }
    const outgoing = request({ agent, port, host: '127.0.0.1', method, path: '/api/posts?limit=20', headers })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => response.resume().on('end', resolve))
    outgoing.end(method === 'POST' ? JSON.stringify({ text: 'x'.repeat(1_000) }) : undefined)
  })
}

/** User and system time of a process, from `/proc/PID/stat` (fields 14 and 15). */
function cpuUs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickUs
}

function report(method: 'GET' | 'POST', bare: Proxy, edge: Proxy): void {
  const [limit, ours] = [bare, edge].map(({ samples }) => median(samples[method]))
  if (limit === undefined || ours === undefined) return
  const ratio = (ours / limit).toFixed(2)
  process.stdout.write(`${method.padEnd(5)} bare ${limit.toFixed(0)} us  edge ${ours.toFixed(0)} us  ratio ${ratio}\n`)
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)]
}
