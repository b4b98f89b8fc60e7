import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCpu } from '../../bench/src/cpu.ts'
import type { Row, Section } from '../../bench/src/report.ts'
import { median } from '../../bench/src/statistics.ts'
import { ask, type Method } from './browser.ts'
import { nginxPackages } from './nginx.ts'
import { type Proxies, type ProxyName, proxyNames, type RunningProxy, startProxies } from './proxies.ts'

const connections = 16
/** OWASP's rules take so long that fewer requests say as much. */
const shareOfCrs = 20

/** What the firewall may add to a request, in microseconds. */
const limitsUs: Readonly<Record<Method, number>> = { GET: 50, POST: 150 }
const titles: Readonly<Record<Method, string>> = {
  GET: 'CPU of a proxy per GET with two query arguments',
  POST: 'CPU of a proxy per POST of 1 KB of JSON',
}
const names: Readonly<Record<ProxyName, string>> = {
  bare: 'plain node:http + undici',
  open: 'edge without its firewall',
  edge: 'edge',
  nginx: 'nginx',
  CRS: 'nginx + ModSecurity + CRS',
}

export interface CpuPace {
  readonly rounds: number
  /** Until Node has compiled what is hot. */
  readonly warmUpRequests: number
  readonly requestsPerRound: number
}

/** By proxy, one figure a round. */
type Samples = ReadonlyMap<ProxyName, number[]>

/** In turns, round by round, before the same upstream, so that what disturbs the machine disturbs all of them. */
export async function addedCpu(pace: CpuPace): Promise<readonly Section[]> {
  const folder = await mkdtemp(join(tmpdir(), 'edge-bench-'))
  let proxies: Proxies | undefined
  try {
    proxies = await startProxies(folder)
    const sections: Section[] = []
    for (const method of ['GET', 'POST'] as const) {
      sections.push(sectionOf(method, await measureRounds(proxies, method, pace)))
    }
    return sections
  } finally {
    proxies?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureRounds({ all, token }: Proxies, method: Method, pace: CpuPace): Promise<Samples> {
  const samples = new Map<ProxyName, number[]>(all.map(({ name }) => [name, []]))
  for (let round = 0; round <= pace.rounds; round += 1) {
    for (const proxy of all) {
      const wanted = round === 0 ? pace.warmUpRequests : pace.requestsPerRound
      const requests = Math.ceil(wanted / (proxy.name === 'CRS' ? shareOfCrs : 1))
      const us = await measure(proxy, { method, token, requests })
      if (round > 0) samples.get(proxy.name)?.push(us)
    }
  }
  return samples
}

interface Load {
  readonly method: Method
  readonly token: string
  readonly requests: number
}

async function measure({ port, pid }: RunningProxy, { method, token, requests }: Load): Promise<number> {
  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  const group = [{ kind: 'family' as const, pid }]
  const [before = 0] = await readCpu(group)
  let left = requests
  const client = async (agent: Agent, index: number): Promise<void> => {
    while (left-- > 0) await ask({ agent, port, method, token, localAddress: `127.0.1.${index + 1}` })
  }
  await Promise.all(agents.map(client))
  for (const agent of agents) agent.destroy()
  const [after = 0] = await readCpu(group)
  return ((after - before) * 1_000) / requests
}

function sectionOf(method: Method, samples: Samples): Section {
  const missing = proxyNames.filter((name) => !samples.has(name)).map((name) => names[name])
  const note =
    missing.length === 0 ? '' : ` (not installed: ${missing.join(', ')}; Debian's packages are ${nginxPackages})`
  const limit = limitsUs[method]
  return {
    title: `${titles[method]}${note}`,
    rows: [
      ...[...samples.keys()].map((name) => cpuRow(name, samples)),
      { ...difference('edge over the plain proxy', samples, 'bare'), limit, promised: { atMost: 1 } },
      { ...difference('edge over itself without its firewall', samples, 'open'), limit, promised: { atMost: 1 } },
    ],
  }
}

function cpuRow(name: ProxyName, samples: Samples): Row {
  const own = samples.get(name) ?? []
  const bare = samples.get('bare') ?? []
  const row = { what: names[name], unit: 'µs', measured: median(own) }
  if (name === 'bare') return row
  return { ...row, limit: median(bare), ratio: median(own.map((us, round) => us / (bare[round] ?? us))) }
}

function difference(what: string, samples: Samples, other: ProxyName): Row {
  const others = samples.get(other) ?? []
  const differences = (samples.get('edge') ?? []).map((us, round) => us - (others[round] ?? us))
  return { what, unit: 'µs', measured: median(differences) }
}
