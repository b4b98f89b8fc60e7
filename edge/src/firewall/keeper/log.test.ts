import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { createLogger } from '@porchlight/runtime/logger'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { compileApart, requestWith, tooLarge } from '../testing/keeper-under-test.ts'
import { parseRecord, readLinesBackwards } from './log-reader.ts'
import { type LogBounds, removeOldSegments } from './log-segments.ts'
import { LogWriter } from './log-writer.ts'

const hourMs = 3_600_000
const start = Date.UTC(2026, 10, 24, 20)

async function logIn(t: TestContext, bounds: Partial<LogBounds> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'firewall-log-'))
  t.after(() => rm(directory, { recursive: true }))
  let now = start
  const writer = new LogWriter({
    directory,
    bounds: { maxBytes: 1_000_000, maxDays: 7, ...bounds },
    logger: createLogger('edge', 'silent'),
    now: () => now,
  })
  t.after(() => writer.close())
  const advance = (ms: number): void => {
    now += ms
  }
  return { directory, writer, advance }
}

function recordOf(requestId: string): FirewallLogRecord {
  const { record } = compileApart(firewall, () => start).judge(requestWith({ ...tooLarge, requestId }))
  assert.ok(record)
  return record
}

async function idsBackwards(directory: string): Promise<string[]> {
  const ids: string[] = []
  for await (const { text } of readLinesBackwards(directory)) ids.push(parseRecord(text)?.httpRequest.requestId ?? '?')
  return ids
}

test('records are read back newest first, over files of several hours', async (t) => {
  const { directory, writer, advance } = await logIn(t)
  const record = recordOf('x')
  for (let index = 0; index < 300; index += 1) {
    if (index % 100 === 0) {
      await writer.flush()
      advance(hourMs)
    }
    writer.append({ ...record, httpRequest: { ...record.httpRequest, requestId: String(index) } })
  }
  await writer.flush()
  assert.equal((await readdir(directory)).length, 3)
  assert.deepEqual(
    await idsBackwards(directory),
    Array.from({ length: 300 }, (_, index) => String(299 - index)),
  )
})

test('a line longer than what is read at once comes back whole', async (t) => {
  const { directory, writer } = await logIn(t)
  const record = recordOf('long')
  const headers = [{ name: 'x-long', value: 'x'.repeat(200_000) }]
  for (const requestId of ['before', 'long', 'after'])
    writer.append({ ...record, httpRequest: { ...record.httpRequest, requestId, headers } })
  await writer.flush()
  assert.deepEqual(await idsBackwards(directory), ['after', 'long', 'before'])
})

test('the log stays within its bytes and its days', async (t) => {
  const { directory, writer, advance } = await logIn(t, { maxBytes: 60_000, maxDays: 2 })
  const record = recordOf('x')
  for (let batch = 0; batch < 30; batch += 1) {
    for (let index = 0; index < 3; index += 1) writer.append(record)
    await writer.flush()
  }
  const sizes = await Promise.all((await readdir(directory)).map((name) => stat(join(directory, name))))
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0)
  assert.ok(bytes > 0 && bytes < 60_000 + 10_000, `${bytes} bytes`)
  advance(3 * 24 * hourMs)
  writer.append(record)
  await writer.flush()
  assert.equal((await readdir(directory)).length, 1)
})

test('what comes faster than it can be written is counted and dropped', async (t) => {
  const { directory, writer } = await logIn(t, { maxBytes: 1_000_000_000 })
  const record = recordOf('x')
  for (let index = 0; index < 10_500; index += 1) writer.append(record)
  await writer.flush()
  assert.equal(writer.dropped, 500)
  assert.equal((await idsBackwards(directory)).length, 10_000)
})

test('where the disk takes nothing, records are counted as dropped and requests go on', async (t) => {
  const { directory, writer } = await logIn(t)
  await rm(directory, { recursive: true })
  await appendFile(directory, 'a file in the place of the directory')
  writer.append(recordOf('lost'))
  await writer.flush()
  assert.equal(writer.dropped, 1)
})

test('a disk that is full takes what fits again later, and never half a line', async (t) => {
  const { directory } = await logIn(t)
  const urlOf = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href)
  const program = `
    import { createLogger } from ${urlOf('../../../../runtime/src/logger.ts')}
    import { LogWriter } from ${urlOf('./log-writer.ts')}
    const logger = createLogger('edge', 'info')
    const bounds = { maxBytes: 1_000_000, maxDays: 7 }
    const writer = new LogWriter({ directory: ${JSON.stringify(directory)}, bounds, logger })
    for (const records of [['first'], Array(20).fill('x'.repeat(1_000)), ['last']]) {
      for (const requestId of records) writer.append({ timestamp: 0, httpRequest: { requestId } })
      await writer.flush()
    }
    logger.info({ lost: writer.dropped }, 'over')`
  // The system refuses to let any file grow past 8 KB, in the middle of a write, as a full disk does.
  const limited = ['-c', 'ulimit -f 8; exec "$0" --input-type=module --eval "$1"', process.execPath, program]
  const output = execFileSync('bash', limited, { encoding: 'utf8' })
  const [name = ''] = await readdir(directory)
  const lines = (await readFile(join(directory, name), 'utf8')).trim().split('\n')
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).httpRequest.requestId),
    ['first', 'last'],
  )
  const said = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.match(said[0].msg, /cannot be written: requests are judged as before.*Make room/)
  assert.deepEqual([said[1].msg, said[2].lost], ['the firewall log is written again', 20])
})

test('a line that a crash cut off is passed over', async (t) => {
  const { directory, writer } = await logIn(t)
  writer.append(recordOf('whole'))
  await writer.flush()
  const [name = ''] = await readdir(directory)
  await appendFile(join(directory, name), '{"timestamp":17')
  const texts: string[] = []
  for await (const { text } of readLinesBackwards(directory))
    texts.push(parseRecord(text)?.httpRequest.requestId ?? '?')
  assert.deepEqual(texts, ['?', 'whole'])
})

test('files that are not of the log are left alone', async (t) => {
  const { directory } = await logIn(t)
  await appendFile(join(directory, 'notes.txt'), 'mine')
  await removeOldSegments(directory, { maxBytes: 0, maxDays: 0 }, start)
  assert.deepEqual(await readdir(directory), ['notes.txt'])
})
