import { setTimeout as delay } from 'node:timers/promises'

const intervalMs = 20

/**
 * Asks until the answer is yes.
 *
 * @returns how long it took, in milliseconds.
 * @throws when it is not yes within the limit, which is there to end a test and says nothing about speed.
 */
export async function eventually(what: string, limitMs: number, ask: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now()
  while (!(await ask())) {
    if (performance.now() - startedAt > limitMs) throw new Error(`Waited ${limitMs} ms in vain until ${what}`)
    await delay(intervalMs)
  }
  return Math.round(performance.now() - startedAt)
}
