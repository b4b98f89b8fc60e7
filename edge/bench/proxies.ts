import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../bench/src/place.ts'
import { TestIssuer } from '../src/testing/test-issuer.ts'
import { ask } from './browser.ts'
import { hasModSecurity, hasNginx, nginx, planNginx } from './nginx.ts'

export const proxyNames = ['bare', 'open', 'edge', 'nginx', 'CRS'] as const
export type ProxyName = (typeof proxyNames)[number]

export interface RunningProxy {
  readonly name: ProxyName
  readonly port: number
  readonly pid: number
}

/** What stands in turn before the same upstream. */
export interface Proxies {
  readonly token: string
  readonly all: readonly RunningProxy[]
  stop(): void
}

/** Those whose packages are missing are left out. */
export async function startProxies(folder: string): Promise<Proxies> {
  const issuer = new TestIssuer()
  const token = await issuer.token()
  const upstream = join(folder, 'api.1.sock')
  const children: ChildProcess[] = []
  const start = (command: string, args: string[], env: Record<string, string> = {}): number => {
    // Each request is logged, to a file as under a supervisor.
    const log = openSync(join(folder, 'log'), 'a')
    const child = spawn(command, args, { env, stdio: ['ignore', log, 2] })
    children.push(child)
    return child.pid ?? 0
  }
  const node = (file: string, ...args: string[]): number =>
    start(process.execPath, [join(import.meta.dirname, file), ...args])
  const starters: Record<ProxyName, (port: number) => Promise<number> | number> = {
    bare: (port) => node('bare-proxy.ts', String(port), upstream),
    open: (port) => node('edge-without-firewall.ts', String(port), folder),
    edge: async (port) =>
      start(process.execPath, [join(import.meta.dirname, '../src/main.ts')], await edgeSettings(folder, port)),
    nginx: async (port) => start(nginx, await planNginx({ folder, port, upstream, rules: 'none' })),
    CRS: async (port) => start(nginx, await planNginx({ folder, port, upstream, rules: 'CRS' })),
  }
  const stop = (): void => {
    // The master of nginx ends its worker, if it is given the time.
    for (const child of children) child.kill(child.spawnfile === nginx ? 'SIGTERM' : 'SIGKILL')
  }
  try {
    node('upstream.ts', upstream, JSON.stringify(issuer.keySet))
    const all: RunningProxy[] = []
    for (const name of proxyNames.filter(isInstalled)) {
      const port = await freePort()
      all.push({ name, port, pid: await starters[name](port) })
    }
    for (const { name, port } of all) await untilAnswers(name, port, token)
    return { token, all, stop }
  } catch (error) {
    stop()
    throw error
  }
}

function isInstalled(name: ProxyName): boolean {
  if (name === 'nginx') return hasNginx()
  return name === 'CRS' ? hasModSecurity() : true
}

async function edgeSettings(folder: string, port: number): Promise<Record<string, string>> {
  const data = join(folder, 'data')
  await mkdir(data)
  return {
    PORCHLIGHT_LISTEN: `tcp:127.0.0.1:${port}`,
    PORCHLIGHT_INTERNAL_LISTEN: `unix:${folder}/internal.sock`,
    PORCHLIGHT_SOCKETS: folder,
    PORCHLIGHT_ORIGIN: 'http://localhost',
    PORCHLIGHT_DATA: data,
  }
}

async function untilAnswers(name: ProxyName, port: number, token: string): Promise<void> {
  const agent = new Agent()
  let fault: unknown
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      await ask({ agent, port, method: 'POST', token, localAddress: '127.0.2.1' })
      return
    } catch (error) {
      fault = error
    }
    await delay(50)
  }
  throw new Error(`${name} does not answer: ${String(fault)}`)
}
