import type { ChildProcess } from 'node:child_process'
import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { startNode, stopNode } from './child.ts'
import type { Place } from './place.ts'

const startLimitMs = 60_000
const pollIntervalMs = 20
/** The welcome is at the end of what comes before the first request. */
const maxOutputLength = 1_000_000

/** From the start of the supervisor, in milliseconds. */
export interface StartTimes {
  readonly printedAddressMs: number
  readonly firstPageMs: number
  readonly firstAnswerMs: number
}

export interface RunningSystem {
  readonly place: Place
  readonly pid: number
  readonly times: StartTimes
  /** What it printed and logged while it started. */
  readonly output: string
  stop(): Promise<void>
}

/**
 * Starts Porchlight in a place and times how it comes up.
 *
 * @param environment settings besides the data directory and the port.
 * @param root another clone than this one.
 * @throws {Error} with its output, when it ends or stays silent.
 */
export async function startSystem(
  place: Place,
  environment: Readonly<Record<string, string>>,
  root?: string,
): Promise<RunningSystem> {
  const startedAt = performance.now()
  const child = startNode({
    entry: 'onebox/src/main.ts',
    environment: { ...environment, PORCHLIGHT_DATA: place.data, PORCHLIGHT_PORT: String(place.port) },
    output: 'pipe',
    ...(root !== undefined && { root }),
  })
  const ended = new AbortController()
  const end = () => ended.abort()
  const timer = setTimeout(end, startLimitMs)
  child.once('exit', end)
  const elapsedMs = () => performance.now() - startedAt
  try {
    let output = ''
    const [printedAddressMs, firstPageMs, firstAnswerMs] = await Promise.all([
      welcome(child, ended.signal).then((text) => {
        output = text
        return elapsedMs()
      }),
      answers(place, '/', ended.signal).then(elapsedMs),
      answers(place, '/api/community', ended.signal).then(elapsedMs),
    ])
    const times = { printedAddressMs, firstPageMs, firstAnswerMs }
    return { place, pid: child.pid ?? 0, output, times, stop: () => stopNode(child) }
  } catch (error) {
    await stopNode(child)
    throw error
  } finally {
    clearTimeout(timer)
    child.off('exit', end)
  }
}

/** Reads on after that, so that the system never waits for its log to be read. */
function welcome(child: ChildProcess, ended: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (text: string): void => {
      if (output.length > maxOutputLength) return
      output += text
      if (output.includes('Porchlight is on')) resolve(output)
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    ended.addEventListener('abort', () => reject(new Error(`Porchlight did not come up:\n${output}`)))
  })
}

/** Asks until the answer is 200, or until the system is given up. */
async function answers(place: Place, path: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted && (await statusOf(place, path)) !== 200) await delay(pollIntervalMs)
}

function statusOf({ port }: Place, path: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path, agent: false, headers: { host: `localhost:${port}` } },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    request.on('error', () => resolve(undefined))
  })
}
