import { parseArgs } from 'node:util'
import { reportText, type Section, section } from '../../bench/src/report.ts'
import { addedCpu } from './added-cpu.ts'
import { detectionRows } from './detection-rows.ts'
import { memoryRows } from './memory.ts'
import { worstInputRows } from './worst-inputs.ts'

/**
 * What the edge's firewall costs and stops: `node edge/bench/main.ts [cpu] [worst] [memory] [detection] [--quick] [--json]`.
 * `npm run bench` runs all of it.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
})
const pace = values.quick
  ? { rounds: 2, warmUpRequests: 8_000, requestsPerRound: 2_000 }
  : { rounds: 5, warmUpRequests: 100_000, requestsPerRound: 10_000 }

const requests = values.quick ? 100_000 : 1_000_000

const parts: Readonly<Record<string, () => Promise<readonly Section[]>>> = {
  cpu: () => addedCpu(pace),
  worst: () => one('The slowest inputs of 8 KB through the web ACL, by place', async () => worstInputRows()),
  memory: () => one('Memory of the firewall over many requests', async () => memoryRows(requests)),
  detection: () => one('What the web ACL blocks', detectionRows),
}

const asked = positionals.length === 0 ? Object.keys(parts) : positionals
const sections: Section[] = []
for (const name of asked) {
  const measure = parts[name]
  if (measure === undefined) throw new Error(`There is no part ${name}: choose of ${Object.keys(parts).join(', ')}`)
  process.stderr.write(`firewall: ${name}\n`)
  sections.push(...(await measure()))
}
process.stdout.write(values.json ? JSON.stringify(sections) : `${reportText(sections)}\n`)

async function one(title: string, measure: Parameters<typeof section>[1]): Promise<readonly Section[]> {
  return [await section(title, measure)]
}
