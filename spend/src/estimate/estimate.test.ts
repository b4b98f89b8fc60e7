import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextThousandMembers, otherTopologies } from './alternatives.ts'
import { byTier, estimate } from './estimate.ts'
import { costOf, priceTable, staleness } from './prices.ts'
import { environments, referenceStacks, referenceUsage } from './reference-stacks.ts'
import { billedAfterDestroy } from './teardown.ts'
import { readTemplate } from './template.ts'
import { EstimateFault, readUsage, type Usage } from './usage.ts'

const anyAmount = fc.double({ min: 0, max: 1e6, noNaN: true })
const anyUsage = fc
  .record({
    members: fc.integer({ min: 0, max: 10_000_000 }),
    dailyActiveShare: fc.double({ min: 0, max: 1, noNaN: true }),
    requests: fc.double({ min: 0, max: 1_000, noNaN: true }),
    pictures: fc.double({ min: 0, max: 20, noNaN: true }),
    messages: fc.double({ min: 0, max: 200, noNaN: true }),
  })
  .map(readUsage)
const anyEnvironment = fc.constantFrom(...environments)

const nearly = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-6 * Math.max(1, one, other)

for (const [environment, reference] of [
  ['small', 157],
  ['medium', 1_050],
  ['large', 30_900],
] as const) {
  test(`${environment} lies around what the reference table says`, () => {
    const { total } = estimate(referenceStacks(environment), referenceUsage(environment))
    assert.ok(total.low <= reference && reference <= total.high, JSON.stringify(total))
    assert.ok(total.low <= total.expected && total.expected <= total.high)
  })
}

// Lines that both tables have; docs/OPERATIONS.md explains the others.
for (const [environment, tiers] of [
  ['small', { network: 37, 'load balancer': 24, firewall: 10, cluster: 29, relational: 28, cache: 6 }],
  ['medium', { network: 123 + 91, 'load balancer': 37 + 94, firewall: 49, cluster: 248, relational: 118 }],
  ['large', { 'load balancer': 943 + 8_821, firewall: 3_898, cluster: 2_479, relational: 6_043, cache: 2_494 }],
] as const) {
  test(`${environment}: each line that the reference table has too is within 10% of it`, () => {
    const made = byTier(estimate(referenceStacks(environment), referenceUsage(environment)))
    for (const [tier, reference] of Object.entries(tiers)) {
      const expected = made.find((each) => each.tier === tier)?.expected ?? 0
      assert.ok(Math.abs(expected / reference - 1) < 0.1, `${tier}: ${expected}`)
    }
  })
}

test('more use never costs less, whichever figure of it grows', () => {
  const anyKey = fc.constantFrom(
    'members',
    'requests',
    'kibPerRequest',
    'pictures',
    'messages',
    'updates',
    'monthsKept',
  )
  fc.assert(
    fc.property(anyEnvironment, anyUsage, anyKey, anyAmount, (environment, usage, key, more) => {
      const templates = referenceStacks(environment)
      const grown: Usage = { ...usage, [key]: usage[key] + more }
      return estimate(templates, grown).total.expected >= estimate(templates, usage).total.expected - 1e-6
    }),
  )
})

test('a bigger size never costs less where nobody is', () => {
  const idle = environments.map((each) => estimate(referenceStacks(each), readUsage({ members: 0 })).total)
  for (const bound of ['low', 'expected', 'high'] as const) {
    const costs = idle.map((total) => total[bound])
    assert.deepEqual(
      costs,
      costs.toSorted((a, b) => a - b),
    )
  }
})

test('tiers and drivers each sum to the whole', () => {
  fc.assert(
    fc.property(anyEnvironment, anyUsage, (environment, usage) => {
      const made = estimate(referenceStacks(environment), usage)
      return [made.lines, byTier(made)].every((parts) =>
        (['low', 'expected', 'high'] as const).every((bound) =>
          nearly(
            parts.reduce((total, part) => total + part[bound], 0),
            made.total[bound],
          ),
        ),
      )
    }),
  )
})

test('steps of a price: the first 100 GB are free, then dearer than the next step', () => {
  assert.equal(costOf('egressGb', 100), 0)
  assert.equal(Math.round(costOf('egressGb', 20_480)), Math.round(10_140 * 0.09 + 10_240 * 0.085))
})

test('a type that the table does not know fails by name; free ones are listed', () => {
  const Resources = { Box: { Type: 'AWS::SageMaker::Endpoint', Properties: {} } }
  assert.throws(
    () => estimate([{ Resources }], readUsage({ members: 1 })),
    (error) => error instanceof EstimateFault && /AWS::SageMaker::Endpoint/.test(error.message),
  )
  assert.ok(estimate(referenceStacks('small'), readUsage({ members: 1 })).free.includes('AWS::EC2::VPC'))
})

test('the instances of a group are those of its launch template', () => {
  const Node = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 't4g.small' } } }
  const Properties = { LaunchTemplate: { LaunchTemplateId: { Ref: 'Node' } }, MinSize: '2', MaxSize: '4' }
  const Group = { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties }
  const { lines } = estimate([{ Resources: { Node, Group } }], readUsage({ members: 0 }))
  assert.equal(lines.find(({ driver }) => driver === 'instances')?.expected, 2 * 730 * 0.0168)
})

test('an instance that the table does not know fails by name', () => {
  const Properties = { InstanceType: 'x9.huge', MinSize: '1', MaxSize: '1' }
  const Resources = { Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties } }
  assert.throws(() => estimate([{ Resources }], readUsage({ members: 1 })), /x9\.huge/)
})

for (const [what, usage, reason] of [
  ['negative', { members: -1 }, /members/],
  ['unknown', { members: 1, likes: 3 }, /unknown: likes/],
  ['no number', { members: '9' }, /members/],
  ['not given', {}, /members/],
] as const) {
  test(`use that is ${what} is refused by name`, () => {
    assert.throws(
      () => readUsage(usage),
      (error) => error instanceof EstimateFault && reason.test(error.message),
    )
  })
}

test('a template of another system is refused', () => {
  assert.throws(() => readTemplate('other.template.json', '{"Resources":{}}'), /another system/)
  assert.throws(() => readTemplate('porchlight-x.template.json', '{"Outputs":{}}'), EstimateFault)
  assert.throws(() => readTemplate('porchlight-bad.template.json', '{'), /bad\.template\.json/)
})

test('prices are stale after 90 days', () => {
  const written = Date.parse(priceTable.date)
  assert.equal(staleness(new Date(written + 90 * 86_400_000)), undefined)
  assert.match(staleness(new Date(written + 91 * 86_400_000)) ?? '', /91 days old/)
})

test('a further thousand members cost something, and other topologies more than one name', () => {
  const [templates, usage] = [referenceStacks('small'), referenceUsage('small')]
  assert.ok(nextThousandMembers(templates, usage) > 0)
  const own = estimate(templates, usage).total.expected
  for (const other of otherTopologies(templates, usage).values()) assert.ok(other.total.expected > own)
})

test('nothing bills after destroy, and what would is named', () => {
  for (const environment of environments) assert.deepEqual(billedAfterDestroy(referenceStacks(environment)), [])
  const Database = { Type: 'AWS::RDS::DBInstance', Properties: { DeleteAutomatedBackups: false } }
  const Pictures = { Type: 'AWS::S3::Bucket', Properties: {}, DeletionPolicy: 'Retain' }
  const Role = { Type: 'AWS::IAM::Role', Properties: {}, DeletionPolicy: 'Retain' }
  const left = billedAfterDestroy([{ Resources: { Database, Pictures, Role } }])
  assert.equal(left.length, 3)
  assert.match(left.join('\n'), /Database: .*snapshot[\s\S]*Database: its automated backups[\s\S]*Pictures: .*stays/)
})
