import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadAssemblies } from './assemblies.ts'
import type { Assembly } from './assembly.ts'
import { defects } from './defects.ts'
import { describe } from './proof.ts'
import { proofs } from './proofs.ts'

const assemblies = await loadAssemblies()

for (const assembly of assemblies) {
  test(`${assembly.environment}, ${assembly.topology}: every proof holds`, () => {
    assert.deepEqual(proofs.flatMap(({ check }) => check(assembly)).map(describe), [])
  })
}

/** How much a proof finds in an assembly as it is: nothing, unless the test of that assembly says otherwise. */
const before = new Map(assemblies.map((assembly) => [assembly, countFindings(assembly)]))

for (const { title, proof, topology = 'path', change } of defects) {
  test(`caught: ${title}`, () => {
    const whole = assemblies.find((each) => each.topology === topology)
    assert.ok(whole)
    const copy = structuredClone(whole)
    change(copy)
    assert.notDeepEqual(copy, whole, 'the defect changed nothing')
    const found = countFindings(copy)
    const finders = [...found].flatMap(([name, count]) => (count > (before.get(whole)?.get(name) ?? 0) ? [name] : []))
    assert.ok(finders.includes(proof), `found by ${finders.join(', ') || 'none'}`)
  })
}

function countFindings(assembly: Assembly): ReadonlyMap<string, number> {
  return new Map(proofs.map(({ name, check }) => [name, check(assembly).length]))
}
