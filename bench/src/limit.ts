import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startNode, stopNode } from './child.ts'
import { databaseUrl } from './database.ts'
import type { LimitRoute } from './limit-plan.ts'
import type { Place } from './place.ts'

/** As many connections as an `api` process has. */
const maxConnections = 10

/** Bare servers, as many as there are replicas of `api`. */
export interface Limit {
  readonly pids: readonly number[]
  readonly sockets: readonly string[]
  stop(): Promise<void>
}

export async function startLimit(
  place: Place,
  sockets: readonly string[],
  routes: readonly LimitRoute[],
): Promise<Limit> {
  const plan = { databaseUrl: await databaseUrl(place), maxConnections, routes }
  const children = sockets.map((socket) =>
    startNode({ entry: 'bench/src/limit-server.ts', args: [socket], output: 'inherit' }),
  )
  const stop = async () => {
    await Promise.all(children.map((child) => stopNode(child)))
  }
  try {
    await Promise.all(children.map((child) => begin(child, plan)))
    return { pids: children.map(({ pid }) => pid ?? 0), sockets, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function begin(child: ChildProcess, plan: object): Promise<void> {
  const listening = once(child, 'message', { signal: AbortSignal.timeout(20_000) })
  child.send(plan)
  const exited = once(child, 'exit').then(() => {
    throw new Error('A bare server ended while it started')
  })
  await Promise.race([listening, exited])
}
