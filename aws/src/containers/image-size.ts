import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

/** A node pulls an image before a task starts: this is some three seconds of it. */
export const maxImageBytes = 200_000_000

/** @throws {Refusal} of an image that is too large, with what takes most of it. */
export async function refuseLargeImage(name: string, root: string): Promise<number> {
  const files = await readdir(root, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    files
      .filter((each) => each.isFile())
      .map(async (each) => {
        const file = join(each.parentPath, each.name)
        return { file: file.slice(root.length), bytes: (await stat(file)).size }
      }),
  )
  const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0)
  if (bytes <= maxImageBytes) return bytes
  const largest = sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 5)
  const told = largest.map((each) => `  ${each.file}: ${each.bytes}`).join('\n')
  throw new Refusal(`The image of ${name} has ${bytes} bytes, above ${maxImageBytes}. The largest:\n${told}`)
}
