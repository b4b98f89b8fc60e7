import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { startMessaging } from './create-messaging.ts'
import { platformClock } from './platform.ts'
import { memoryStore } from './stores/memory.ts'
import { runDrill } from './testing/drill.ts'
import { pause } from './testing/drill-client.ts'
import { FakeServer } from './testing/fake-server.ts'
import { fakeToken } from './testing/fake-token.ts'
import type { FaultRates } from './testing/faulty-network.ts'

/** `DRILL_SEED` repeats one; the server's own timing differs all the same. */
const seed = Number(process.env.DRILL_SEED ?? Math.floor(Math.random() * 2 ** 32))
const tokenLifetimeMs = 2_500

const rates: FaultRates = {
  dropData: 0.05,
  doubleData: 0.05,
  lateData: 0.05,
  lateMs: 40,
  deafAfterStartMs: 20,
  killSocket: 0.01,
  muteSocket: 0.002,
  loseRequest: 0.02,
  loseAnswer: 0.02,
  refuse: 0.02,
}

async function drilled(t: TestContext, gapRepair: boolean) {
  const server = new FakeServer()
  await server.start()
  t.after(() => server.kill())
  t.diagnostic(`seed ${seed}`)
  const memberIds = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5']
  let made = 0
  return runDrill({
    seed,
    memberIds,
    clients: memberIds.length,
    messages: 200,
    groupSize: 3,
    rates,
    firstEntries: 0,
    deadlineMs: gapRepair ? 150_000 : 3_000,
    makeConversation: async (members) => {
      made += 1
      server.world.make(`c${made}`, 'GROUP', members)
      return `c${made}`
    },
    connect: (memberId, network, random) => {
      const skewMs = (random() - 0.5) * 1_200_000
      const clock = { ...platformClock, now: () => Date.now() + skewMs }
      let token = fakeToken(memberId, tokenLifetimeMs)
      return startMessaging(
        {
          url: server.url,
          realtimeUrl: server.realtimeUrl,
          memberId,
          token: async (refused) => {
            if (refused !== undefined) token = fakeToken(memberId, tokenLifetimeMs)
            return token
          },
          store: memoryStore(),
          clock,
          random,
          ...network,
        },
        { gapRepair, idleMs: 400, settleMs: 60 },
      )
    },
    disturb: async (random, networks) => {
      await pause(300 + random() * 600)
      networks[Math.floor(random() * networks.length)]?.cut()
      if (random() > 0.4) return
      await server.kill()
      await pause(random() * 100)
      await server.start()
    },
  })
}

test('over a bad network, every client ends with the same sequence: none lost, doubled or out of order', async (t) => {
  assert.deepEqual((await drilled(t, true)).faults, [])
})

test('the same drill finds out a client that does not mend gaps', async (t) => {
  // Not that it was slow: that what it was given has holes.
  assert.match((await drilled(t, false)).faults.join('\n'), /in place of/)
})
