import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadAssemblies } from './assemblies.ts'
import type { Assembly } from './assembly.ts'
import { defects } from './defects.ts'
import { acknowledged } from './nag/acknowledged.ts'
import { unanswered } from './nag/nag.ts'
import { describe } from './proof.ts'
import { proofs } from './proofs.ts'
import { updateDefects } from './updates/defects.ts'
import { lostByUpdate } from './updates/update.ts'

const assemblies = loadAssemblies()
const [first] = assemblies
assert.ok(first)

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

test('a place that gets another topology keeps all that it holds', () => {
  for (const from of assemblies) {
    for (const to of assemblies.filter(({ environment }) => environment === from.environment)) {
      assert.deepEqual(lostByUpdate(from, to).map(describe), [], `${from.topology} to ${to.topology}`)
    }
  }
})

for (const [title, change] of Object.entries(updateDefects)) {
  test(`an update would lose something: ${title}`, () => {
    const copy = structuredClone(first)
    change(copy)
    assert.equal(lostByUpdate(first, copy).length, 1)
  })
}

test('what AWS’s rules say and nobody answered is found, and an answer to what is not said', () => {
  for (const answer of acknowledged) {
    const others = acknowledged.filter((each) => each !== answer)
    assert.ok(unanswered(first, others).length > 0, `${answer.rule} of ${answer.construct}`)
  }
  const stale = { rule: 'AwsSolutions-XYZ1', construct: '', reason: 'of old' }
  assert.equal(unanswered(first, [...acknowledged, stale]).length, 1)
  const error = { pack: 'CloudFormation Validate', rule: 'E3002', severity: 'error', construct: 'a/b', says: 'no' }
  assert.equal(unanswered({ ...first, violations: [...first.violations, error] }, acknowledged).length, 1)
})

function countFindings(assembly: Assembly): ReadonlyMap<string, number> {
  return new Map(proofs.map(({ name, check }) => [name, check(assembly).length]))
}
