import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tokens } from '../api/tokens.ts'
import { FakeClock, settled } from '../testing/fake-clock.ts'
import { fakeSockets } from '../testing/fake-socket.ts'
import { Realtime } from './realtime.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

/** A connection whose token says nothing of its end, unless it is to live so long. */
async function connect(tokenLivesMs?: number) {
  const clock = new FakeClock()
  const { openSocket, ends } = fakeSockets()
  let made = 0
  const mint = () => {
    made += 1
    const seconds = clock.now() / 1_000
    const claims = tokenLivesMs === undefined ? {} : { iat: seconds, exp: seconds + tokenLivesMs / 1_000 }
    return `${made}.${btoa(JSON.stringify(claims))}.s`
  }
  let token = mint()
  const tokens = new Tokens({
    clock,
    onSignedOut: () => undefined,
    token: async (refused) => {
      if (refused !== undefined) token = mint()
      return token
    },
  })
  const surroundings = { online: () => true, visible: () => true, onChange: () => () => undefined }
  let asked = 0
  const realtime = new Realtime(
    { openSocket, clock, tokens, surroundings, random: () => 0.5, realtimeUrl: 'wss://porch.example', host: 'porch' },
    { onLive: () => (asked += 1), onEntry: () => undefined, onSignal: () => undefined },
  )
  realtime.open()
  for (let turn = 0; turn < 5; turn += 1) await settled()
  /** As AppSync does, about once a minute. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= minuteMs) {
      for (const end of ends) end.say({ type: 'ka' })
      await clock.pass(Math.min(left, minuteMs))
    }
    for (let turn = 0; turn < 5; turn += 1) await settled()
  }
  return { clock, ends, realtime, pass, made: () => made, asked: () => asked }
}

test('a connection that keeps saying it is there is kept, however little else it says', async () => {
  const { ends, realtime, pass } = await connect()
  await pass(hourMs)
  assert.equal(ends.length, 1)
  assert.deepEqual([realtime.state.getSnapshot().state, realtime.state.getSnapshot().generation], ['live', 1])
})

test('one that says nothing any more is given up in two minutes and a half, and another asks for what was missed', async () => {
  const { clock, ends, realtime, pass, asked } = await connect()
  await pass(10 * minuteMs)
  // The network is gone without a word: neither end closes anything.
  await clock.pass(minuteMs / 6)
  assert.equal(ends[0]?.isClosed(), false)
  await clock.pass(80_000)
  assert.equal(ends[0]?.isClosed(), true)
  await pass(minuteMs)
  assert.equal(realtime.state.getSnapshot().generation, 2)
  assert.equal(asked(), 2)
})

test('before AppSync would close a connection of 24 hours it is replaced, and the old one closed after', async () => {
  const { ends, realtime, pass, made } = await connect()
  await pass(23 * hourMs - minuteMs)
  assert.equal(ends.length, 1)
  await pass(2 * minuteMs)
  assert.deepEqual(
    ends.map(({ isClosed }) => isClosed()),
    [true, false],
  )
  assert.equal(made(), 2)
  await pass(3 * 24 * hourMs)
  assert.equal(ends.length, 5)
  assert.equal(realtime.state.getSnapshot().state, 'live')
})

test('one that is closed at 24 hours all the same is opened again', async () => {
  const { ends, realtime, pass, asked } = await connect()
  await pass(10 * hourMs)
  ends[0]?.drop()
  assert.equal(realtime.state.getSnapshot().state, 'connecting')
  await pass(minuteMs)
  assert.deepEqual([ends.length, realtime.state.getSnapshot().state, asked()], [2, 'live', 2])
})

test('a token of ten minutes is renewed before each of its ends, for a whole day', async () => {
  const { ends, realtime, pass } = await connect(10 * minuteMs)
  await pass(24 * hourMs)
  assert.equal(realtime.state.getSnapshot().state, 'live')
  assert.ok(ends.length >= 144 && ends.length <= 165, `${ends.length} connections`)
  assert.equal(ends.filter(({ isClosed }) => !isClosed()).length, 1)
})
