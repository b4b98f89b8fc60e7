import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Session } from '@porchlight/contract/identity'
import type { Me } from '@porchlight/contract/members'
import { Post } from '@porchlight/contract/posts'
import { responseSerializer } from './serialize.ts'

const author = { id: '01890a5d-ac96-774b-bcce-b302099a8057', handle: 'ada', name: 'Ada "the" <b>', avatar: null }
const post: Post = {
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  author,
  text: 'Guten Abend \u{1F3EE} \u2028 "quoted"',
  pictures: [],
  createdAt: '2026-01-02T03:04:05.678Z',
  replyTo: { id: author.id, handle: null },
  likeCount: 3,
  replyCount: 0,
  viewer: { liked: true },
}

test('an answer arrives as it was meant', () => {
  assert.deepEqual(JSON.parse(responseSerializer(Post)(post)), post)
  const asVisitor = { ...post, replyTo: null, viewer: null }
  assert.deepEqual(JSON.parse(responseSerializer(Post)(asVisitor)), asVisitor)
})

test('what the contract does not name stays inside, at any depth', () => {
  const row = { ...post, author: { ...author, email: 'ada@example.org' }, password: 'secret' }
  const text = responseSerializer(Post)(row)
  assert.doesNotMatch(text, /ada@example\.org|secret/)
  assert.deepEqual(JSON.parse(text), post)
})

test('an alternative is written by its own shape', () => {
  const me: Me = {
    ...author,
    banner: null,
    bio: '',
    email: 'ada@example.org',
    role: 'member',
    language: null,
    messagesFrom: 'everyone',
    notificationsOff: [],
  }
  const session = { kind: 'member', accessToken: 'a.b.c', expiresAt: post.createdAt, me }
  const write = responseSerializer(Session)
  assert.deepEqual(JSON.parse(write(session)), session)
  assert.equal(write({ kind: 'visitor', accessToken: 'a.b.c' }), '{"kind":"visitor"}')
})
