import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { inspected } from '../../testing/inspected.ts'
import { compileFirewall } from '../compile.ts'
import { bareSources } from '../sources.ts'
import { redactArguments, redactHeader, redactPath } from './redact.ts'

test('no secret reaches a record: not by header, argument, path, referer, or the part that matched', () => {
  const attack = '%3Cscript%3Ealert(1)%3C/script%3E'
  const secrets = { token: 's1', cookie: 's2', bearer: 's3', link: 'A'.repeat(43) }
  const { record } = compileFirewall(firewall, bareSources()).judge(
    inspected({
      path: `/reset/${secrets.link}`,
      query: `token=${secrets.token}${attack}&q=${attack}&X-Amz-Signature=${secrets.token}`,
      headers: {
        cookie: `session=${secrets.cookie}<script>alert(1)</script>`,
        authorization: `Bearer ${secrets.bearer}`,
        referer: `https://place.example/join/${secrets.link}?code=${secrets.token}`,
      },
    }),
  )
  assert.equal(record?.action, 'BLOCK')
  const text = JSON.stringify(record)
  for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret), secret)
  assert.match(record?.httpRequest.args ?? '', /^token=REDACTED&q=%3Cscript/)
})

test('a match in a secret field of a body is left out, one beside it is shown', () => {
  const query = { ...firewall, webAcl: { ...firewall.webAcl } }
  const body = JSON.stringify({ password: "' or 1=1 -- -", nested: { note: '<script>alert(1)</script>' } })
  const headers = { 'content-type': 'application/json' }
  const { record } = compileFirewall(query, bareSources()).judge(inspected({ path: '/api/anything', body, headers }))
  const details = record?.ruleGroupList
    .flatMap((group) => group.nonTerminatingMatchingRules)
    .flatMap((each) => each.ruleMatchDetails)
  const shown = new Map(details?.map((detail) => [detail.matchedFieldName, detail.matchedData]))
  assert.deepEqual(shown.get('/password'), ['REDACTED'])
  assert.match(shown.get('/nested/note')?.[0] ?? '', /alert/)
})

test('what is no secret stays readable', () => {
  assert.equal(redactArguments('limit=20&q=token&kind=posts'), 'limit=20&q=token&kind=posts')
  assert.equal(redactArguments('a%70i_key=x&to%6ben=y'), 'a%70i_key=REDACTED&to%6ben=REDACTED')
  assert.equal(
    redactPath('/api/posts/0198a6f2-7c1e-7d3a-9b1f-0123456789ab/thread'),
    '/api/posts/0198a6f2-7c1e-7d3a-9b1f-0123456789ab/thread',
  )
  assert.equal(redactHeader('user-agent', 'x'), 'x')
})

test('the token of a web socket reaches no record, in a subprotocol or in the address', () => {
  const header = Buffer.from(JSON.stringify({ host: 'place.example', Authorization: 's5.s5.s5' })).toString('base64url')
  assert.equal(redactHeader('sec-websocket-protocol', `graphql-ws, header-${header}`), 'graphql-ws, header-REDACTED')
  assert.equal(redactArguments(`header=${header}&payload=e30=`), 'header=REDACTED&payload=e30=')
  const query = `header=${header}&q=%3Cscript%3Ealert(1)%3C/script%3E`
  const headers = { 'sec-websocket-protocol': `graphql-ws, header-${header}, <script>alert(1)</script>` }
  const { record } = compileFirewall(firewall, bareSources()).judge(
    inspected({ path: '/graphql/realtime', query, headers }),
  )
  assert.equal(record?.action, 'BLOCK')
  assert.ok(!JSON.stringify(record).includes(header))
})
