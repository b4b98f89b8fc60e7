import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './browser.ts'

/**
 * CPU per request of the edge, with its firewall and without, beside a bare proxy, in turns, before the same upstream.
 * Run with no arguments.
 */
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
  const open = proxy('open', 18_473, start('edge-without-firewall.ts', ['18473', folder]))
  const edge = proxy('edge', 18_472, start('../src/main.ts', [], edgeSettings(18_472)))
  for (const each of [bare, open, edge]) await untilAnswers(each)
  for (let round = 0; round <= rounds; round += 1) {
    for (const method of ['GET', 'POST'] as const) {
      for (const each of [bare, open, edge]) {
        const usPerRequest = await measure(each, method)
        if (round > 0) each.samples[method].push(usPerRequest)
      }
    }
  }
  for (const method of ['GET', 'POST'] as const) report(method, { bare, open, edge })
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

async function untilAnswers({ port }: Proxy): Promise<void> {
  const agent = new Agent()
  const answers = () =>
    ask({ agent, port, method: 'GET', localAddress: '127.0.2.1' }).then(
      () => true,
      () => false,
    )
  for (let tries = 0; !(await answers()); tries += 1) {
    if (tries === 200) throw new Error(`Nothing answers on ${port}`)
    await delay(50)
  }
  agent.destroy()
}

async function measure({ port, child }: Proxy, method: 'GET' | 'POST'): Promise<number> {
  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  const before = cpuUs(child)
  let left = requestsPerRound
  const client = async (agent: Agent, index: number) => {
    while (left-- > 0) await ask({ agent, port, method, localAddress: `127.0.1.${index + 1}` })
  }
  await Promise.all(agents.map(client))
  for (const agent of agents) agent.destroy()
  return (cpuUs(child) - before) / requestsPerRound
}

/** User and system time of a process, from `/proc/PID/stat` (fields 14 and 15). */
function cpuUs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickUs
}

function report(method: 'GET' | 'POST', proxies: Record<'bare' | 'open' | 'edge', Proxy>): void {
  const [bare = 0, open = 0, edge = 0] = [proxies.bare, proxies.open, proxies.edge].map(({ samples }) =>
    median(samples[method]),
  )
  process.stdout.write(
    `${method.padEnd(5)} bare ${us(bare)}  edge ${us(edge)}  over bare ${us(edge - bare)}  of it firewall ${us(edge - open)}\n`,
  )
}

function us(value: number): string {
  return `${value.toFixed(0)} us`
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)]
}
