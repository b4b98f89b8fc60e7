import { isDeepStrictEqual } from 'node:util'
import { braked, type Controls, describe, type Memory, type Setting } from './controls.ts'

export interface Brake {
  readonly controls: Controls
  readonly memory: Memory
  /** The database is stopped only where the operator chose that too. */
  readonly stopsDatabase: boolean
}

export interface Change {
  readonly from: Setting
  readonly to: Setting
}

/** What `fire` would change now. */
export async function planBrake(brake: Brake): Promise<readonly Change[]> {
  const settings = await stoppable(brake)
  return settings.map((from) => ({ from, to: braked(from) })).filter(({ from, to }) => !isDeepStrictEqual(from, to))
}

/**
 * Saves the state of now, then brings everything to its least. Whatever stopped it half way, firing again goes on from
 * there; firing twice is firing once.
 *
 * @returns what it changed.
 */
export async function fireBrake(brake: Brake): Promise<readonly Change[]> {
  const settings = await stoppable(brake)
  await brake.memory.saveOnce(settings)
  // What was remembered first decides: a release that was cut off half way is taken up from it too.
  const remembered = (await brake.memory.load()) ?? settings
  return apply(brake, remembered.map(braked))
}

/** Brings back exactly what `fire` remembered, the database before what needs it; without a memory it changes nothing. */
export async function releaseBrake(brake: Brake): Promise<readonly Change[]> {
  const remembered = await brake.memory.load()
  if (remembered === undefined) return []
  const changes = await apply(brake, remembered.toReversed())
  await brake.memory.clear()
  return changes
}

export function tellChanges(changes: readonly Change[]): readonly string[] {
  return changes.map(({ from, to }) => `${describe(from)} -> ${describe(to)}`)
}

async function stoppable({ controls, stopsDatabase }: Brake): Promise<readonly Setting[]> {
  const settings = await controls.list()
  return settings.filter(({ kind }) => stopsDatabase || kind !== 'database')
}

async function apply({ controls }: Brake, wanted: readonly Setting[]): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (const to of wanted) {
    const from = await controls.read(to)
    if (isDeepStrictEqual(from, to)) continue
    await controls.write(to)
    changes.push({ from, to })
  }
  return changes
}
