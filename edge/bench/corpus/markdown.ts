import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sample } from './sample.ts'

export const halves = ['tuning', 'held-out'] as const
export type Half = (typeof halves)[number]

const repository = join(import.meta.dirname, '../../..')
/** As much as a firewall behind an ALB sees of a body. */
const maxLength = 8_000
/** A section of a document is as long as what people post. */
const maxSectionLength = 1_500

/** Which half a package's documents belong to: by its name alone, so that versions and machines do not move it. */
export function halfOf(packageName: string): Half {
  const [first = 0] = createHash('sha256').update(packageName).digest()
  return first % 2 === 0 ? 'tuning' : 'held-out'
}

/** The Markdown files of `node_modules` that belong to a half: each as a whole, and its sections. */
export async function readMarkdown(half: Half): Promise<readonly Sample[]> {
  const texts = new Set<string>()
  const sections = new Set<string>()
  for await (const file of glob('{node_modules,*/node_modules}/**/*.md', { cwd: repository })) {
    if (halfOf(packageOf(file)) !== half) continue
    const text = (await readFile(join(repository, file), 'utf8')).replaceAll('\r\n', '\n').trim()
    if (text === '') continue
    texts.add(text.slice(0, maxLength))
    for (const section of text.split(/\n(?=#{1,3} )/)) sections.add(section.trim().slice(0, maxSectionLength))
  }
  return [
    ...[...texts].map((text) => ({ text, family: 'benign' as const, kind: 'Markdown files' })),
    ...[...sections]
      .filter((text) => text !== '' && !texts.has(text))
      .map((text) => ({ text, family: 'benign' as const, kind: 'Markdown sections' })),
  ]
}

/** `@scope/name` or `name`, of the innermost package. */
function packageOf(file: string): string {
  const [scope = '', name = ''] = (file.split('node_modules/').at(-1) ?? '').split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}
