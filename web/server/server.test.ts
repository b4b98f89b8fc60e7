import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { pictureOf } from '../src/features/pictures/testing/picture-fixtures.ts'
import { type RunningSite, startSite } from './testing/running-site.ts'

const hostile = `</script><script>alert(1)</script>" onload="x`
const author = { id: '01890a5d-ac96-774b-bcce-b302099a8057', handle: 'ada', name: `Ada ${hostile}`, avatar: null }
const post = {
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  author,
  text: `Good evening ${hostile}\u2028`,
  pictures: [pictureOf({ altText: `A porch ${hostile}` })],
  createdAt: '2026-11-24T12:00:00.000Z',
  replyTo: null,
  likeCount: 2,
  replyCount: 0,
  viewer: null,
}
const profile = {
  ...author,
  banner: null,
  bio: hostile,
  joinedAt: post.createdAt,
  postCount: 1,
  followerCount: 0,
  followingCount: 0,
  viewer: null,
}
const page = { items: [post], nextCursor: null }
const community = {
  name: 'Willow & Street',
  tagline: `For ${hostile}`,
  language: 'de',
  joinPolicy: 'open',
  needsSetup: false,
}
const answers: Readonly<Record<string, unknown>> = {
  '/api/community': community,
  '/api/timelines/community': page,
  '/api/members/ada': profile,
  '/api/members/ada/posts?kind=posts': page,
  [`/api/posts/${post.id}/thread`]: { ancestors: [], post, replies: { items: [], nextCursor: null } },
}

let cookiesSeen = 0
let readersSeen = new Set<unknown>()
function api(request: IncomingMessage, response: ServerResponse): void {
  readersSeen.add(request.headers['x-forwarded-for'])
  if (request.headers.cookie) cookiesSeen += 1
  const answer = answers[request.url ?? '']
  const status = answer === undefined ? 404 : 200
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(answer ?? { code: 'not_found' }))
}

let site: RunningSite
before(async () => {
  site = await startSite(api)
})
after(async () => {
  await site[Symbol.asyncDispose]()
})

test('the start page is drawn with the community timeline, in the language of the community', async () => {
  const { status, body, headers } = await site.get('/')
  assert.equal(status, 200)
  assert.match(body, /<html lang="de">/)
  assert.match(body, /<title>Willow &amp; Street<\/title>/)
  assert.match(body, /Good evening/)
  assert.match(body, /<link rel="canonical" href="https:\/\/porch.example\/">/)
  assert.equal(headers['cache-control'], 'private, no-cache')
})

test('a post and a profile carry their title, description and preview tags', async () => {
  const thread = (await site.get(`/posts/${post.id}`)).body
  assert.match(thread, /<meta property="og:title" content="Ada [^"]*: Good evening/)
  assert.match(thread, new RegExp(`<meta property="og:url" content="https://porch.example/posts/${post.id}">`))
  assert.match(thread, /<meta property="og:type" content="article">/)
  const member = (await site.get('/@ada')).body
  assert.match(member, /<title>Ada [^<]*\(@ada\) · Willow &amp; Street<\/title>/)
  assert.match(member, /<meta property="og:site_name" content="Willow &amp; Street">/)
})

test('pictures are in the page with their size, formats and first importance, and the first stands for the post', async () => {
  const { body } = await site.get(`/posts/${post.id}`)
  const [, picture = ''] = /<picture>(.*?)<\/picture>/s.exec(body) ?? []
  assert.match(picture, /<source type="image\/avif" srcSet="[^"]*thumbnail.avif 160w, [^"]*large.avif 1600w"/)
  assert.match(picture, /width="4000" height="3000"/)
  assert.match(picture, /loading="eager" fetchPriority="high"/)
  assert.match(body, /<meta property="og:image" content="https:\/\/porch.example\/renders\/public\/p\/large.webp">/)
  assert.match(body, /<meta name="twitter:card" content="summary_large_image">/)
})

test('hostile names and texts stay text, in the head, the markup and the data', async () => {
  for (const path of ['/', '/@ada', `/posts/${post.id}`]) {
    const { body } = await site.get(path)
    const scripts = [...body.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
    assert.equal(scripts.length, 3, path)
    assert.doesNotMatch(body, /<script>alert|content="[^"]*" onload="x"|\u2028(?=[^<]*<\/script>)/, path)
    const boot = /<script type="application\/json" id="boot">(?<json>[^<]*)<\/script>/.exec(body)?.groups?.json
    assert.equal(JSON.parse(boot ?? '').language, 'de')
  }
})

test('no inline style or event handler is there, one inline script, and the policy allows just that', async () => {
  const { body, headers } = await site.get('/@ada')
  assert.doesNotMatch(
    body.replace(/<script type="application\/json".*<\/script>/s, ''),
    /\sstyle="|<style|<[a-z][^>]*\son\w+="/,
  )
  const policy = String(headers['content-security-policy'])
  const inline = [...body.matchAll(/<script>(?<text>[^<]*)<\/script>/g)].map(({ groups }) => groups?.text ?? '')
  const hashes = inline.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  assert.equal(hashes.length, 1)
  assert.ok(policy.startsWith(`default-src 'none'; script-src 'self' ${hashes[0]};`), policy)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /unsafe|\*|https?:/)
  const again = String((await site.get('/@ada')).headers['content-security-policy'])
  assert.notEqual(policy, again, 'the nonce is used once')
})

test('unknown addresses, posts and profiles are 404 with a page; other methods 405', async () => {
  for (const path of ['/no/such', '/nosuch', '/@nobody', '/posts/01890a5d-ac96-774b-bcce-b302099a8059', '/@a%00b']) {
    const { status, body } = await site.get(path)
    assert.equal(status, 404, path)
    assert.match(body, /<meta name="robots" content="noindex">/)
  }
  const refused = await site.get('/', {}, 'POST')
  assert.deepEqual([refused.status, refused.headers.allow], [405, 'GET, HEAD'])
})

test('malformed and climbing addresses reach no file', async () => {
  for (const path of [
    '/%E0%A4%A',
    '//evil.example/x',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/.vite/manifest.json',
  ]) {
    const { status, body } = await site.get(path)
    assert.ok(status === 400 || status === 404, `${path} answered ${status}`)
    assert.doesNotMatch(body, /"dependencies"|"isEntry"/)
  }
})

test('a hashed file comes compressed as built, for ever; a missing one is not remembered', async () => {
  const script = /src="(?<path>\/assets\/[^"]+)"/.exec((await site.get('/')).body)?.groups?.path ?? ''
  const { status, headers } = await site.get(script, { 'accept-encoding': 'gzip, br' })
  assert.deepEqual([status, headers['content-encoding'], headers.vary], [200, 'br', 'accept-encoding'])
  assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
  const plain = await site.get(script)
  assert.equal(plain.headers['content-encoding'], undefined)
  const missing = await site.get('/assets/first-gone.js')
  assert.deepEqual([missing.status, missing.headers['cache-control']], [404, 'no-store'])
})

test('a page names every file that it needs, also of a chunk of its own', async () => {
  for (const path of ['/', '/sign-in', '/join', '/settings', '/admin/mails']) {
    const { body } = await site.get(path)
    const files = [...body.matchAll(/(?:href|src)="(?<path>\/assets\/[^"]+)"/g)].map(
      (match) => match.groups?.path ?? '',
    )
    for (const file of files) assert.equal((await site.get(file)).status, 200, file)
    if (path !== '/') assert.ok(files.length > 6, `${path} preloads its own chunk`)
  }
})

test('the reader’s theme and language are drawn, and their cookies go no further', async () => {
  const cookie = 'porchlight_theme=contrast; porchlight_language=en; session=secret'
  const { body, headers } = await site.get('/sign-in', { cookie })
  assert.match(body, /<html lang="en" data-theme="contrast">/)
  assert.match(String(headers.vary), /cookie/)
  assert.equal(cookiesSeen, 0)
})

test('the API hears for which reader a page asks, so that readers are counted apart', async () => {
  readersSeen = new Set()
  await site.get('/', { 'x-forwarded-for': '192.0.2.7' })
  assert.deepEqual(readersSeen, new Set(['192.0.2.7']))
})

test('where a member is expected the start page waits for them instead of drawing the visitor’s', async () => {
  const { body } = await site.get('/', { cookie: 'porchlight_here=1' })
  assert.doesNotMatch(body, /class="welcome"/)
  assert.match(body, /skeleton/)
})

test('documents are compressed for who accepts it, and the same either way', async () => {
  const compressed = await site.get('/sign-in', { 'accept-encoding': 'br' })
  assert.equal(compressed.headers['content-encoding'], 'br')
  assert.match(compressed.body, /<\/html>/)
  const head = await site.get('/sign-in', {}, 'HEAD')
  assert.deepEqual([head.status, head.body], [200, ''])
})

test('health, robots, manifest and icon answer; readiness ends with draining', async () => {
  assert.equal((await site.get('/livez')).status, 200)
  assert.equal((await site.get('/readyz')).status, 200)
  site.draining = true
  assert.deepEqual([(await site.get('/readyz')).status, (await site.get('/livez')).status], [503, 200])
  site.draining = false
  assert.match((await site.get('/robots.txt')).body, /Disallow: \/admin/)
  assert.equal(JSON.parse((await site.get('/manifest.webmanifest')).body).name, 'Willow & Street')
  assert.equal((await site.get('/favicon.svg')).headers['content-type'], 'image/svg+xml')
})

test('every answer forbids sniffing and framing', async () => {
  for (const path of ['/', '/livez', '/favicon.svg', '/assets/none.js']) {
    const { headers } = await site.get(path)
    assert.deepEqual([headers['x-content-type-options'], headers['x-frame-options']], ['nosniff', 'DENY'], path)
    assert.ok(headers['strict-transport-security'])
  }
})

test('without the API a page still comes, and fetches for itself', async () => {
  await site.stopApi()
  const { status, body } = await site.get(`/posts/${post.id}`)
  assert.equal(status, 200)
  assert.match(body, /<title>Porchlight<\/title>/)
})
