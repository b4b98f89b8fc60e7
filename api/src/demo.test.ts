import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pictureVariables, startTestApi, type TestApi, testOrigin } from './testing/test-api.ts'
import { openBrowser } from './testing/test-browser.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('demo.ts', import.meta.url))

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

function fillDemo() {
  return run(process.execPath, [program], {
    env: {
      DATABASE_URL: api.databaseUrl,
      PORCHLIGHT_LISTEN: 'unix:/nowhere',
      PORCHLIGHT_ORIGIN: testOrigin,
      PORCHLIGHT_AUTH_SECRET: 'a secret of tests, long enough for its use',
      ...pictureVariables(api.objects),
    },
  })
}

test('a demo prints two members who can sign in, to a place that is full', async () => {
  const { stdout } = await fillDemo()
  const last = stdout.trim().split('\n').at(-1) ?? ''
  const { members } = JSON.parse(last)
  assert.equal(members.length, 2)
  for (const { name, email, password } of members) {
    const signedIn = await openBrowser(api).post('/auth/sign-in', { email, password })
    assert.equal(signedIn.status, 200)
    assert.equal(signedIn.body.me.name, name)
    const home = await api.request('GET /timelines/home', { token: signedIn.body.accessToken })
    assert.equal(home.body.items.length, 20)
    assert.ok(home.body.items.some(({ pictures }: { pictures: object[] }) => pictures.length > 0))
    assert.ok(home.body.items.some(({ viewer }: { viewer: { liked: boolean } }) => viewer.liked))
  }
  assert.equal((await api.request('GET /community')).body.needsSetup, false)
})

test('a place that is set up is not filled again', async () => {
  await assert.rejects(fillDemo(), ({ code, stderr }) => code === 1 && !stderr.includes(' at '))
})
