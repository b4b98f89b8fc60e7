import { publicHosts } from '@porchlight/system/hosts'
import { plainPortRules } from '@porchlight/system/listener'
import { loadBalancers, type Topology } from '@porchlight/system/topology'
import type { Balancer } from '../exchange.ts'
import { compileRules } from '../listener/rules.ts'

/** Which load balancer a request addresses, by its `Host`. */
export interface Hosts {
  /** `undefined`: no name of ours. */
  find(host: string): Balancer | undefined
  /** Answers for names that are not ours where one must be answered (`/livez`). */
  readonly main: Balancer
}

const validHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::(?<port>\d{1,5}))?$/i
const maxPort = 65_535

export function isValidHost(host: string): boolean {
  const match = validHost.exec(host)
  return match !== null && Number(match.groups?.port ?? 0) <= maxPort
}

/** The internet-facing load balancers of a topology, under the origin's name and port. */
export function publicHostsOf(topology: Topology, origin: URL): Hosts {
  const names = publicHosts(origin.hostname)
  const suffix = origin.port === '' ? '' : `:${origin.port}`
  const table = new Map<string, Balancer>()
  const usualPort = origin.protocol === 'https:' ? ':443' : ':80'
  for (const { name, host, rules } of loadBalancers(topology)) {
    if (host === 'private') continue
    const balancer = { name, match: compileRules(rules), ...(host === 'api' && { pagesOrigin: origin.origin }) }
    table.set(`${names[host]}${suffix}`, balancer)
    if (suffix === '') table.set(`${names[host]}${usualPort}`, balancer)
  }
  const main = table.get(origin.host)
  if (main === undefined) throw new Error(`The topology ${topology} has no load balancer for ${origin.host}`)
  return { main, find: (host) => table.get(host) ?? table.get(host.toLowerCase()) }
}

/** On the plain port beside TLS every name of ours leads to the same name there, whatever port it was asked with. */
export function plainHostsOf(topology: Topology, origin: URL): Hosts {
  const names = publicHosts(origin.hostname)
  const ours = loadBalancers(topology).flatMap(({ host }) => (host === 'private' ? [] : [names[host]]))
  const port = origin.port || '443'
  const rules = plainPortRules.map((rule) => ({ ...rule, redirect: { ...rule.redirect, port } }))
  const main = { name: 'main', match: compileRules(rules) } as const
  return { main, find: (host) => (ours.includes(host.toLowerCase().replace(/:\d+$/, '')) ? main : undefined) }
}

/** Services name the internal load balancer as they like: only they can open its socket. */
export function internalHostsOf(topology: Topology): Hosts {
  const balancer = loadBalancers(topology).find(({ scheme }) => scheme === 'internal')
  if (balancer === undefined) throw new Error(`The topology ${topology} has no internal load balancer`)
  const main = { name: balancer.name, match: compileRules(balancer.rules) }
  return { main, find: () => main }
}
