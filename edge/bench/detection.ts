import { findAttacks } from '../src/firewall/detection/find-attacks.ts'
import type { Place } from '../src/firewall/detection/findings.ts'
import type { Sample } from './corpus/sample.ts'
import { encodeAttacks } from './corpus/tuning/encodings.ts'
import { readMarkdown } from './corpus/tuning/markdown.ts'
import { readAttacks, readBenign } from './corpus/tuning/tuning-set.ts'

/** What is found and what is blocked in error, by family, encoding and kind. `--misses` lists them. */
const listing = process.argv.includes('--misses')

const plain = readAttacks()
const attacks = [...plain, ...encodeAttacks(plain)]
const benign = [...readBenign(), ...readMarkdown()]

report('attacks by family, as written', plain, ({ family }) => family)
report('attacks by family, all encodings', attacks, ({ family }) => family)
report('attacks by encoding', attacks, ({ kind }) => kind)
report('benign, blocked by kind', benign, ({ kind }) => kind)
if (listing) list()

function report(title: string, samples: readonly Sample[], key: (sample: Sample) => string): void {
  const rows = Map.groupBy(samples, key)
  print(`\n${title}`)
  for (const [name, group] of [...rows, ['all', samples] as const]) {
    const found = group.filter(isFound).length
    print(`  ${name.padEnd(28)} ${found}/${group.length}  ${((100 * found) / group.length).toFixed(1)}%`)
  }
}

function list(): void {
  for (const sample of plain) if (!isFound(sample)) print(`missed  ${sample.family}: ${JSON.stringify(sample.text)}`)
  for (const sample of attacks) {
    if (sample.kind !== 'plain' && !isFound(sample))
      print(`missed  ${sample.family}/${sample.kind}: ${sample.text.slice(0, 150)}`)
  }
  for (const sample of benign) {
    for (const { family, rule, matched } of judge(sample)) {
      print(
        `blocked ${sample.kind} by ${family}/${rule} ${JSON.stringify(matched)} in ${JSON.stringify(sample.text.slice(0, 120))}`,
      )
    }
  }
}

function isFound(sample: Sample): boolean {
  return judge(sample).length > 0
}

function judge({ text, family }: Sample): ReturnType<typeof findAttacks> {
  const places: Partial<Record<Sample['family'], Place>> = { 'exploitable-path': 'path', scanner: 'user-agent' }
  return findAttacks(text, places[family] ?? (family === 'benign' ? 'body' : 'query'))
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
