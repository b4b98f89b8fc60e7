import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { Layout } from '../disk/layout.ts'
import { sweepStaging } from '../disk/sweep-staging.ts'
import type { UploadGrant } from '../object-store.ts'
import { text } from '../testing/contract-suite.ts'
import type { Crash } from '../testing/crashing-tier.ts'
import { type EventTaker, startEventTaker } from '../testing/event-taker.ts'
import { grantSecret, startTier } from '../testing/running-tier.ts'
import { keyOf } from './object-created.ts'

const key = 'uploads/public/0198f7a2-5c1e-7d3b-9f64-2b7c1d9e8f00'

/** What a client meets that sends its upload again: taken, or taken already. */
const crashes = [
  { step: 'stage', moment: 'before', again: 200 },
  { step: 'stage', moment: 'after', again: 200 },
  { step: 'spool', moment: 'after', again: 200 },
  { step: 'publish', moment: 'after', again: 412 },
  { step: 'announce', moment: 'after', again: 412 },
] as const

for (const { step, moment, again } of crashes) {
  test(`killed ${moment} the step "${step}", it loses no upload and no event, and keeps no half`, async (context) => {
    const directory = await mkdtemp('/tmp/porchlight-crash-')
    const early = await startEventTaker()
    context.after(() => rm(directory, { recursive: true, force: true }))
    context.after(() => early.close())
    early.answer(503)
    const doomed = await startDoomed(context, { directory, grantSecret, eventsPort: portOf(early), step, moment })

    const tier = await startTier({ directory })
    context.after(() => tier.close())
    const granted = await tier.store.grantUpload({
      key,
      contentType: 'image/png',
      contentLength: 10,
      metadata: {},
      expiresInSeconds: 600,
    })
    await send(granted, doomed.origin).catch(() => 'no answer')
    assert.equal(await doomed.exited, 'SIGKILL')
    const listed = await Array.fromAsync(tier.store.list('uploads/'))
    assert.equal(listed.length, again === 412 ? 1 : 0)

    assert.equal(await send(granted, tier.origin), again)
    await tier.events.has(1)
    assert.equal(await text((await tier.store.get(key)).body), 'some bytes')
    assert.deepEqual(new Set(tier.events.taken.map(keyOf)), new Set([key]))
    const layout = new Layout(directory)
    await sweepStaging(layout, 0)
    assert.deepEqual(await readdir(join(directory, 'staging')), [])
  })
}

async function startDoomed(context: TestContext, crash: Crash) {
  const program = join(import.meta.dirname, '../testing/crashing-tier.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(crash)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit').then(([, signal]) => signal)
  context.after(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const [port] = await once(createInterface(child.stdout), 'line')
  return { origin: `http://127.0.0.1:${port}`, exited }
}

/** The grant is good at every process of the tier; only the origin differs. */
async function send({ url, method, headers }: UploadGrant, origin: string): Promise<number> {
  const { pathname, search } = new URL(url)
  const answer = await fetch(`${origin}${pathname}${search}`, { method, headers, body: 'some bytes' })
  await answer.arrayBuffer()
  return answer.status
}

function portOf({ endpoint }: EventTaker): number {
  return endpoint.kind === 'port' ? endpoint.port : 0
}
