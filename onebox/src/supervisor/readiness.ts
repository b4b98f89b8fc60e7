import { get } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Endpoint } from '@porchlight/runtime/endpoint'

const pollIntervalMs = 25
const answerLimitMs = 2_000

/** How a program says that it takes requests: 200 on a path or, without one, by accepting connections. */
export interface Readiness {
  readonly endpoint: Endpoint
  readonly path: string | undefined
}

/** Asks until the answer is yes; false when `signal` aborts first. */
export async function becomesReady(readiness: Readiness, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isReady(readiness)) return true
    await delay(pollIntervalMs, undefined, { signal }).catch(() => undefined)
  }
  return false
}

function isReady({ endpoint, path }: Readiness): Promise<boolean> {
  return path === undefined ? accepts(endpoint) : answers(endpoint, path)
}

/** Whether a program answers 200 on a path, within 2 s. */
export function answers(endpoint: Endpoint, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const to = endpoint.kind === 'socket' ? { socketPath: endpoint.path } : reachable(endpoint)
    const request = get({ ...to, path, agent: false, timeout: answerLimitMs }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

function accepts(endpoint: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(endpoint.kind === 'socket' ? { path: endpoint.path } : reachable(endpoint), () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
}

/** Where a program that listens on every address is reached from here. */
export function reachable({ host, port }: { host: string; port: number }): { host: string; port: number } {
  if (host === '0.0.0.0') return { host: '127.0.0.1', port }
  return { host: host === '::' ? '::1' : host, port }
}
