import { readFile } from 'node:fs/promises'
import { PictureNotification } from '@porchlight/contract/picture-events'
import { z } from 'zod'

const Line = z.object({
  function: z.string(),
  pid: z.number(),
  records: z.array(
    z.looseObject({
      body: z.string().optional(),
      s3: z.object({ object: z.object({ key: z.string() }) }).optional(),
    }),
  ),
})

/** What the functions of a test were invoked with, in order. */
export class Journal {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  async lines() {
    const text = await readFile(this.path, 'utf8').catch(() => '')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Line.parse(JSON.parse(line)))
  }

  /** How often `process-image` was invoked for a key. */
  async attempts(key: string): Promise<number> {
    const lines = await this.lines()
    return lines.filter(({ records }) => records.some(({ s3 }) => s3?.object.key === key)).length
  }

  /** Everything that `notify` was invoked with, a batch each. */
  async notifications() {
    const lines = await this.lines()
    return lines
      .filter((line) => line.function === 'notify')
      .map(({ records }) => records.map(({ body }) => PictureNotification.parse(JSON.parse(body ?? ''))))
  }
}
