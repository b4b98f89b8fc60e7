import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadAssemblies } from './assemblies.ts'
import { defects } from './defects.ts'
import { describe } from './proof.ts'
import { proofs } from './proofs.ts'

const assemblies = await loadAssemblies()

for (const assembly of assemblies) {
  test(`${assembly.environment}, ${assembly.topology}: every proof holds`, () => {
    assert.deepEqual(proofs.flatMap(({ check }) => check(assembly)).map(describe), [])
  })
}

for (const { title, proof, topology = 'path', change } of defects) {
  test(`caught: ${title}`, () => {
    const whole = assemblies.find((each) => each.topology === topology)
    assert.ok(whole)
    const copy = structuredClone(whole)
    change(copy)
    assert.notDeepEqual(copy, whole, 'the defect changed nothing')
    const finders = proofs.filter(({ check }) => check(copy).length > check(whole).length).map(({ name }) => name)
    assert.ok(finders.includes(proof), `found by ${finders.join(', ') || 'none'}`)
  })
}
