import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { emptyOverlay, type FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import { matchReader } from '../keeper/matches.ts'
import { compileApart, requestWith, tooLarge } from '../testing/keeper-under-test.ts'
import { readRecording } from './from-file.ts'
import { RecordingFault } from './recording-fault.ts'
import { replay } from './replay.ts'

const matchesOf = matchReader(document)
const attack = { queryString: "q=1'%20UNION%20SELECT%20password%20FROM%20members--&token=very-secret" }
const sqlInBody = {
  method: 'POST',
  uriPath: '/api/elsewhere',
  headers: ['host', 'porch.example', 'user-agent', 'Mozilla/5.0', 'content-type', 'application/json'],
  body: { bytes: Buffer.from(`{"q":"1' UNION SELECT password FROM members--"}`), oversize: false },
}

async function recording(t: TestContext, text: string) {
  const directory = await mkdtemp(join(tmpdir(), 'firewall-replay-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, 'recording')
  await writeFile(path, text)
  return readRecording(path, matchesOf)
}

function recordOf(changes: Parameters<typeof requestWith>[0], overlay: Partial<FirewallOverlay> = {}) {
  const { record } = compileApart(withOverlay(overlay)).judge(requestWith(changes))
  assert.ok(record)
  return record
}

function withOverlay(overlay: Partial<FirewallOverlay>) {
  return applyOverlay(document, { ...emptyOverlay, ...overlay })
}

function lines(...records: readonly FirewallLogRecord[]): string {
  return records.map((record) => JSON.stringify(record)).join('\n')
}

function har(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: {}, entries } })
}

async function compare(t: TestContext, text: string, overlay: Partial<FirewallOverlay>) {
  const after = withOverlay(overlay)
  return replay(await recording(t, text), { recordedBy: document, before: document, after, compile: compileApart })
}

test('log records say what a change would let through, by rule and address', async (t) => {
  const other = recordOf({ ...attack, clientAddress: '192.0.2.8' })
  const text = lines(recordOf(attack), other, other, recordOf(tooLarge))
  const report = await compare(t, text, { actions: { sqli: 'COUNT' } })
  assert.deepEqual([report.requests, report.addresses], [4, 2])
  assert.deepEqual(report.newlyAllowed, { requests: 3, addresses: 2 })
  assert.equal(report.newlyBlocked.requests, 0)
  const [rule] = report.rules
  assert.deepEqual([rule?.before.blocked, rule?.after.counted], [3, 3])
  assert.ok(report.limits.includes('no_bodies'))
})

test('an address that is blocked would be missed by name', async (t) => {
  const report = await compare(t, lines(recordOf(tooLarge, { actions: { 'body-size': 'COUNT' } })), {
    actions: { 'body-size': 'COUNT' },
    addresses: { 'blocked-v4': ['192.0.2.0/24'] },
  })
  assert.equal(report.examples.length, 0)
  const counted = { actions: { 'body-size': 'COUNT' } } as const
  const before = withOverlay(counted)
  const after = withOverlay({ ...counted, addresses: { 'blocked-v4': ['192.0.2.0/24'] } })
  const text = lines(recordOf(tooLarge, counted))
  const compared = await replay(await recording(t, text), { recordedBy: before, before, after, compile: compileApart })
  assert.deepEqual(compared.newlyBlocked, { requests: 1, addresses: 1 })
  assert.equal(compared.examples[0]?.after.rule, 'block-list')
})

test('what was found in a body stands though the log has no body', async (t) => {
  const text = lines(recordOf(sqlInBody))
  const report = await compare(t, text, { actions: { 'attacks-in-bodies': 'COUNT' } })
  assert.deepEqual(report.newlyAllowed, { requests: 1, addresses: 1 })
})

test('no secret of a recording is shown', async (t) => {
  const headers = [...requestWith().headers, 'authorization', 'Bearer very-secret', 'cookie', 'session=very-secret']
  const record = recordOf({ ...attack, headers })
  const plain = { ...record, httpRequest: { ...record.httpRequest, args: attack.queryString } }
  const entry = { request: { method: 'GET', url: `https://porch.example/?${attack.queryString}`, headers: [] } }
  for (const text of [lines(plain), har(entry)]) {
    const report = await compare(t, text, { actions: { sqli: 'COUNT', common: 'COUNT' } })
    assert.equal(report.examples.length, 1)
    assert.match(report.examples[0]?.target ?? '', /token=REDACTED/)
    assert.doesNotMatch(JSON.stringify(report), /very-secret/)
  }
})

test('a HAR file is judged with its bodies; what never left the browser is passed over', async (t) => {
  const text = har(
    { request: { method: 'GET', url: 'data:text/css,a' } },
    {
      startedDateTime: '2026-11-24T20:00:00.000Z',
      time: 3,
      request: {
        method: 'POST',
        url: 'https://porch.example/api/elsewhere',
        httpVersion: 'h2',
        headers: [
          { name: ':authority', value: 'porch.example' },
          { name: 'Content-Type', value: 'application/json' },
          { name: 'User-Agent', value: 'Mozilla/5.0' },
        ],
        postData: { mimeType: 'application/json', text: sqlInBody.body.bytes.toString() },
      },
      response: { status: 200 },
    },
  )
  const report = await compare(t, text, { actions: { 'attacks-in-bodies': 'COUNT' } })
  assert.deepEqual([report.requests, report.newlyAllowed.requests], [1, 1])
  assert.equal(report.from, '2026-11-24T20:00:00.000Z')
  assert.deepEqual(report.limits, ['no_addresses'])
})

test("records of AWS's own, with fields more and fields less, are read", async (t) => {
  const { labels, requestHeadersInserted, rateBasedRuleList, responseCodeSent, ...less } = recordOf(attack)
  const aws = { ...less, ja3Fingerprint: 'abc', httpRequest: { ...less.httpRequest, extra: 1 } }
  const report = await compare(t, `${JSON.stringify(aws)}\n\n${JSON.stringify(aws)}\n`, { actions: { sqli: 'COUNT' } })
  assert.equal(report.newlyAllowed.requests, 2)
})

test('what is no recording is refused with the line or the entry', async (t) => {
  const refusals = [
    ['not json', /Line 1 is not JSON/],
    [`${lines(recordOf(attack))}\n{"timestamp": "now"}`, /Line 2 is no log record: timestamp/],
    ['', /holds no requests/],
    [
      har({ request: { method: 'GET', url: 'https://a.example/' } }, { request: { url: 'https://a.example/' } }),
      /Entry 2 of the HAR file: request\.method/,
    ],
  ] as const
  for (const [text, reason] of refusals) {
    await assert.rejects(recording(t, text), (error) => error instanceof RecordingFault && reason.test(error.message))
  }
  await assert.rejects(readRecording('/nonexistent/recording', matchesOf), /cannot be read/)
})
