import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Tuning } from '../client.ts'
import { startMessaging } from '../create-messaging.ts'
import type { Messaging, MessagingOptions } from '../messaging.ts'
import type { Source } from '../model.ts'
import { memoryStore } from '../stores/memory.ts'
import { FakeServer } from './fake-server.ts'
import { fakeToken } from './fake-token.ts'

const patient: Tuning = { gapRepair: true, idleMs: 60_000, settleMs: 60_000 }
const withinMs = 10_000

export async function serve(t: TestContext): Promise<FakeServer> {
  const server = new FakeServer()
  await server.start()
  t.after(() => server.kill())
  return server
}

/** A member's page. It asks for nothing by itself but at the start, so that a test sees what it was told. */
export function join(
  t: TestContext,
  server: FakeServer,
  { memberId, tuning, ...options }: Partial<MessagingOptions> & { memberId: string; tuning?: Partial<Tuning> },
): Messaging {
  const messaging = startMessaging(
    {
      url: server.url,
      realtimeUrl: server.realtimeUrl,
      memberId,
      token: async () => fakeToken(memberId, 600_000),
      store: memoryStore(),
      // Back-off without waiting.
      random: () => 0.02,
      ...options,
    },
    { ...patient, ...tuning },
  )
  t.after(() => messaging.stop())
  return messaging
}

/** Subscribes, and resolves with the first snapshot that holds. */
export async function until<Value>(source: Source<Value>, holds: (value: Value) => boolean): Promise<Value> {
  let unsubscribe = () => undefined as unknown
  const found = new Promise<Value>((resolve) => {
    const look = () => {
      const value = source.getSnapshot()
      if (holds(value)) resolve(value)
    }
    unsubscribe = source.subscribe(look)
    look()
  })
  const timer = AbortSignal.timeout(withinMs)
  const tooLate = new Promise<never>((_, reject) => {
    timer.addEventListener('abort', () =>
      reject(new assert.AssertionError({ message: `It never held: ${JSON.stringify(source.getSnapshot())}` })),
    )
  })
  try {
    return await Promise.race([found, tooLate])
  } finally {
    unsubscribe()
  }
}

/** Keeps a source watched until the test ends, as a page does. */
export function watch<Value>(t: TestContext, source: Source<Value>): void {
  t.after(source.subscribe(() => undefined))
}

export function bodies(view: {
  readonly entries: readonly { readonly kind: string; readonly body?: string | null }[]
}) {
  return view.entries.flatMap(({ kind, body }) => (kind === 'message' ? [body] : []))
}
