import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Brake, fireBrake, planBrake, releaseBrake } from './brake.ts'
import { braked, type Setting } from './controls.ts'
import { brakeHandler } from './handler.ts'
import { Crash, FakeControls, FakeMemory, Steps } from './testing/fakes.ts'

const community: readonly Setting[] = [
  { kind: 'web ACL', name: 'main', closed: false },
  { kind: 'web ACL', name: 'appsync', closed: false },
  { kind: 'service', name: 'api', desiredCount: 4 },
  { kind: 'service', name: 'web', desiredCount: 2 },
  { kind: 'function', name: 'process-image', concurrency: 10 },
  { kind: 'function', name: 'notify', concurrency: undefined },
  { kind: 'database', name: 'porchlight', running: true },
]

function setUp(settings: readonly Setting[] = community, stopsDatabase = true) {
  const steps = new Steps()
  const controls = new FakeControls(settings, steps)
  const brake: Brake = { controls, memory: new FakeMemory(steps), stopsDatabase }
  return { steps, controls, brake }
}

const anySettings = fc
  .tuple(fc.nat(200), fc.nat(200), fc.option(fc.nat(1_000), { nil: undefined }), fc.boolean(), fc.boolean())
  .map(([api, web, concurrency, closed, running]): readonly Setting[] => [
    { kind: 'web ACL', name: 'main', closed },
    { kind: 'service', name: 'api', desiredCount: api },
    { kind: 'service', name: 'web', desiredCount: web },
    { kind: 'function', name: 'process-image', concurrency },
    { kind: 'database', name: 'porchlight', running },
  ])

test('a release after the brake is the identity, however often each is done', async () => {
  const times = fc.integer({ min: 1, max: 3 })
  await fc.assert(
    fc.asyncProperty(anySettings, times, times, fc.boolean(), async (settings, fires, releases, stopsDatabase) => {
      const { brake, controls } = setUp(settings, stopsDatabase)
      for (let time = 0; time < fires; time += 1) await fireBrake(brake)
      for (let time = 0; time < releases; time += 1) await releaseBrake(brake)
      return controls.is(settings)
    }),
    { numRuns: 50 },
  )
})

// One write of the memory and one a setting, both ways.
for (const step of community.map((_, index) => index).concat(community.length)) {
  for (const when of ['before', 'after'] as const) {
    test(`a brake that crashed ${when} its write ${step} goes on when it fires again, and releases to what was`, async () => {
      const { brake, controls, steps } = setUp()
      steps.crashAt(step, when)
      await assert.rejects(fireBrake(brake), Crash)
      steps.run()
      await fireBrake(brake)
      assert.ok(controls.is(community.map(braked)))
      await releaseBrake(brake)
      assert.ok(controls.is(community))
    })

    test(`a release that crashed ${when} its write ${step} goes on when it is asked again`, async () => {
      const { brake, controls, steps } = setUp()
      await fireBrake(brake)
      steps.crashAt(step, when)
      await assert.rejects(releaseBrake(brake), Crash)
      steps.run()
      await releaseBrake(brake)
      assert.ok(controls.is(community))
    })

    test(`a release that crashed ${when} its write ${step} can be braked again, and released`, async () => {
      const { brake, controls, steps } = setUp()
      await fireBrake(brake)
      steps.crashAt(step, when)
      await assert.rejects(releaseBrake(brake), Crash)
      steps.run()
      await fireBrake(brake)
      assert.ok(controls.is(community.map(braked)))
      await releaseBrake(brake)
      assert.ok(controls.is(community))
    })
  }
}

test('firing twice writes nothing the second time', async () => {
  const { brake, controls } = setUp()
  await fireBrake(brake)
  const { writes } = controls
  assert.deepEqual(await fireBrake(brake), [])
  assert.equal(controls.writes, writes)
})

test('the database is left alone until the operator chose it too', async () => {
  const { brake, controls } = setUp(community, false)
  await fireBrake(brake)
  assert.ok(controls.is(community.map((each) => (each.kind === 'database' ? each : braked(each)))))
})

test('a plan changes nothing', async () => {
  const { brake, controls } = setUp()
  assert.equal((await planBrake(brake)).length, community.length)
  assert.ok(controls.is(community))
})

const alarmed = (AlarmName: string, NewStateValue: string) => ({
  Records: [{ Sns: { Message: JSON.stringify({ AlarmName, NewStateValue, Region: 'US East (N. Virginia)' }) } }],
})
const settings = { alarms: ['porchlight-daily-spend'], floor: ['NAT: 32.85 USD a month'] }

test('on its alarm the function says what it would do, and does it only without dry run', async () => {
  const { brake, controls } = setUp()
  const dry = await brakeHandler(brake, { ...settings, dryRun: true })(alarmed('porchlight-daily-spend', 'ALARM'))
  assert.equal(dry.did, 'plan')
  assert.match(dry.changes.join('\n'), /service api: 4 tasks -> service api: 0 tasks/)
  assert.deepEqual(dry.stillBilled, settings.floor)
  assert.ok(controls.is(community))
  const wet = await brakeHandler(brake, { ...settings, dryRun: false })(alarmed('porchlight-daily-spend', 'ALARM'))
  assert.equal(wet.did, 'fire')
  assert.ok(controls.is(community.map(braked)))
})

test('another alarm, and the end of its own, change nothing', async () => {
  const { brake } = setUp()
  const handle = brakeHandler(brake, { ...settings, dryRun: false })
  assert.equal((await handle(alarmed('porchlight-daily-spend', 'OK'))).did, 'nothing')
  assert.equal((await handle(alarmed('some-other', 'ALARM'))).did, 'nothing')
  await assert.rejects(handle({ action: 'explode' }))
})

test('an operator releases it by hand', async () => {
  const { brake, controls } = setUp()
  const handle = brakeHandler(brake, { ...settings, dryRun: false })
  await handle({ action: 'fire' })
  assert.equal((await handle({ action: 'release' })).did, 'release')
  assert.ok(controls.is(community))
})
