import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Family, families } from '../../src/firewall/detection/findings.ts'
import type { Half } from './markdown.ts'
import type { Sample } from './sample.ts'
import { readAttacks, readBenign } from './tuning/tuning-set.ts'

/** Written as their symbols, because a payload is a line. */
const controls: Readonly<Record<string, string>> = { '⏎': '\n', '␍': '\r', '␉': '\t', '␌': '\f', '␀': '\0' }
const heading = /^⟦(?<kind>.*)⟧$/

export async function readHalf(half: Half): Promise<readonly Sample[]> {
  return distinct(half === 'tuning' ? [...readAttacks(), ...readBenign()] : await readHeldOut())
}

/**
 * `attacks/FAMILY.txt` and `benign/TOPIC.txt`, one value a line under headings `⟦KIND⟧`; in `*.blocks.txt` a value may
 * have many lines, and `⟦⟧` stands between two of the same kind.
 */
async function readHeldOut(): Promise<readonly Sample[]> {
  const folder = join(import.meta.dirname, 'held-out')
  const attacks = await readFolder(join(folder, 'attacks'))
  const benign = await readFolder(join(folder, 'benign'))
  return [
    ...attacks.flatMap(({ name, values }) => values.map((value) => ({ ...value, family: familyOf(name) }))),
    ...benign.flatMap(({ values }) => values.map((value) => ({ ...value, family: 'benign' as const }))),
  ]
}

interface Value {
  readonly kind: string
  readonly text: string
}

async function readFolder(folder: string): Promise<{ name: string; values: Value[] }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name: nameOf(name), values: parseValues(text, name) }
    }),
  )
}

/** What stands under no heading is of the file's own kind. */
function parseValues(text: string, file: string): Value[] {
  const isBlocks = file.endsWith('.blocks.txt')
  const values: Value[] = []
  let kind = nameOf(file)
  let lines: string[] = []
  const keep = (): void => {
    const block = lines.join('\n').trim()
    if (block !== '') values.push({ kind, text: block })
    lines = []
  }
  for (const line of text.split('\n')) {
    const title = heading.exec(line)?.groups?.kind
    if (title !== undefined) {
      keep()
      if (title !== '') kind = title
    } else if (isBlocks) lines.push(line)
    else if (line !== '') values.push({ kind, text: line.replace(/[⏎␍␉␌␀]/g, (symbol) => controls[symbol] ?? symbol) })
  }
  keep()
  return values
}

function nameOf(file: string): string {
  return file.replace(/(?:\.blocks)?\.txt$/, '')
}

function familyOf(name: string): Family {
  const family = families.find((each) => each === name)
  if (family === undefined) throw new Error(`${name}.txt is named after no family`)
  return family
}

function distinct(samples: readonly Sample[]): readonly Sample[] {
  return [...new Map(samples.map((sample) => [`${sample.family} ${sample.text}`, sample])).values()]
}
