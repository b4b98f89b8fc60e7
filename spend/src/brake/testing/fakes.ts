import { isDeepStrictEqual } from 'node:util'
import type { Controls, Memory, Setting } from '../controls.ts'

/** The process ends here, before or after what it was about to write was written. */
export class Crash extends Error {}

/** Counts the writes of both fakes, and crashes around one of them. */
export class Steps {
  #taken = 0
  #crashAt: { readonly step: number; readonly when: 'before' | 'after' } | undefined

  crashAt(step: number, when: 'before' | 'after'): void {
    this.#taken = 0
    this.#crashAt = { step, when }
  }

  run(): void {
    this.#crashAt = undefined
  }

  take(write: () => void): void {
    const crash = this.#crashAt?.step === this.#taken ? this.#crashAt.when : undefined
    this.#taken += 1
    if (crash === 'before') throw new Crash()
    write()
    if (crash === 'after') throw new Crash()
  }
}

export class FakeControls implements Controls {
  readonly #settings: Map<string, Setting>
  readonly #steps: Steps
  writes = 0

  constructor(settings: readonly Setting[], steps: Steps) {
    this.#settings = new Map(settings.map((setting) => [keyOf(setting), setting]))
    this.#steps = steps
  }

  async list(): Promise<readonly Setting[]> {
    return [...this.#settings.values()]
  }

  async read(of: Setting): Promise<Setting> {
    const found = this.#settings.get(keyOf(of))
    if (found === undefined) throw new Error(`There is no ${keyOf(of)}`)
    return found
  }

  async write(setting: Setting): Promise<void> {
    this.#steps.take(() => {
      this.writes += 1
      this.#settings.set(keyOf(setting), setting)
    })
  }

  is(settings: readonly Setting[]): boolean {
    return isDeepStrictEqual([...this.#settings.values()], settings)
  }
}

export class FakeMemory implements Memory {
  #saved: readonly Setting[] | undefined
  readonly #steps: Steps

  constructor(steps: Steps) {
    this.#steps = steps
  }

  async load(): Promise<readonly Setting[] | undefined> {
    return this.#saved
  }

  async saveOnce(settings: readonly Setting[]): Promise<void> {
    this.#steps.take(() => {
      this.#saved ??= settings
    })
  }

  async clear(): Promise<void> {
    this.#steps.take(() => {
      this.#saved = undefined
    })
  }
}

function keyOf({ kind, name }: Setting): string {
  return `${kind} ${name}`
}
