import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { bombs } from './testing/corpus/bombs.ts'
import type { CorpusCase } from './testing/corpus/case.ts'
import { bitFlips, truncations, wrongTypes } from './testing/corpus/damage.ts'
import { impostors, payload, polyglots } from './testing/corpus/disguises.ts'
import { type Sample, samples } from './testing/corpus/samples.ts'
import { Worker } from './testing/worker.ts'

/** One process for everything below: what one file does to it, the next would feel. */
let worker: Worker
let all: Sample[]
before(async () => {
  all = await samples()
  worker = await Worker.start()
})
after(() => worker.stop())

const batch = 20
let numbered = 0

function nextId(): string {
  numbered += 1
  return `0197f2a0-0000-7000-8000-${String(numbered).padStart(12, '0')}`
}

/** Every case that ended otherwise than it may. */
async function unexpected(cases: readonly CorpusCase[]): Promise<string[]> {
  const wrong: string[] = []
  for (let start = 0; start < cases.length; start += batch) {
    const part = cases.slice(start, start + batch).map((one) => ({ ...one, pictureId: nextId() }))
    const outcomes = await worker.process(part)
    for (const { title, ends, pictureId } of part) {
      const end = outcomes.get(pictureId) ?? 'nothing'
      if (!ends.some((allowed) => allowed === end)) wrong.push(`${title}: ${end}`)
    }
  }
  assert.ok(worker.alive)
  return wrong
}

test('valid files of every format become pictures', async () => {
  const cases = all.map(({ name, ...sample }): CorpusCase => ({ title: name, ...sample, ends: ['ready'] }))
  assert.deepEqual(await unexpected(cases), [])
})

test('files that are cut short are damaged, wherever they are cut', async () => {
  assert.deepEqual(await unexpected(all.flatMap(truncations)), [])
})

test('a flipped bit makes another picture or a fault of the file, and nothing else', async () => {
  assert.deepEqual(await unexpected(all.filter(({ name }) => name !== 'animated WebP').flatMap(bitFlips)), [])
})

test('a file that was declared to be of another type is told apart', async () => {
  assert.deepEqual(await unexpected(all.flatMap(wrongTypes)), [])
})

test('files that are no pictures, or none that we read, are refused whatever they are called', async () => {
  assert.deepEqual(await unexpected(impostors()), [])
})

test('files that ask for too much are refused, or shown', async () => {
  assert.deepEqual(await unexpected(bombs(all)), [])
})

test('what else a picture was is gone from its renditions', async () => {
  for (const one of polyglots(all)) {
    const pictureId = nextId()
    const outcomes = await worker.process([{ ...one, pictureId }])
    assert.equal(outcomes.get(pictureId), 'ready', one.title)
    const rendered: Buffer[] = []
    for await (const { key } of worker.store.list(`renders/public/${pictureId}/`)) {
      rendered.push(await buffer((await worker.store.get(key)).body))
    }
    assert.ok(rendered.length >= 3)
    assert.ok(
      rendered.every((bytes) => !bytes.includes(payload)),
      one.title,
    )
  }
})
