import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '../sample.ts'

const root = join(import.meta.dirname, '../../../..')
/** What an ALB shows its firewall of a body. */
const maxLength = 8_192

/** The Markdown files that came with the packages, each whole or its first 8 KB, and their paragraphs. */
export function readMarkdown(): readonly Sample[] {
  const files = globSync('node_modules/**/*.md', { cwd: root }).sort()
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').slice(0, maxLength)
    const paragraphs = text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.length > 40)
      .slice(0, 12)
    return [
      { text, family: 'benign', kind: 'markdown' } as const,
      ...paragraphs.map((paragraph) => ({ text: paragraph, family: 'benign', kind: 'paragraph' }) as const),
    ]
  })
}
