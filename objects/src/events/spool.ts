import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@porchlight/runtime/atomic-write'
import { hasCode } from '../disk/has-code.ts'
import { ObjectCreated, sequencerOf } from './object-created.ts'

/** Events that no one has taken yet, a file each. They are written before their object can be seen. */
export class EventSpool {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Durable when it resolves, with the name of the event in the spool. */
  async add(event: ObjectCreated): Promise<string> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const name = `${sequencerOf(event)}.json`
    await writeAtomically(join(this.#directory, name), JSON.stringify(event))
    return name
  }

  /** The oldest first. */
  async names(): Promise<readonly string[]> {
    const entries = await readdir(this.#directory).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return []
      throw error
    })
    return entries.filter((name) => name.endsWith('.json')).sort()
  }

  /** Undefined when it has been taken meanwhile. */
  async read(name: string): Promise<ObjectCreated | undefined> {
    try {
      return ObjectCreated.parse(JSON.parse(await readFile(join(this.#directory, name), 'utf8')))
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#directory, name), { force: true })
  }
}
