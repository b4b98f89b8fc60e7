import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Notification } from '@porchlight/contract/notifications'
import { placeOf } from './phrase.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const member = (handle: string) => ({ id, handle, name: handle, avatar: null })
const follow: Notification = {
  id,
  latestId: id,
  kind: 'follow',
  unread: true,
  at: '2026-01-01T00:00:00.000Z',
  members: [member('ada')],
  memberCount: 1,
  post: null,
}

test('one who follows is visited, several are listed, and what is about a post leads to it', () => {
  assert.equal(placeOf(follow, 'me'), '/@ada')
  assert.equal(placeOf({ ...follow, members: [member('ada'), member('bob')], memberCount: 2 }, 'me'), '/@me/followers')
  const post = { id, excerpt: 'Hello', pictureCount: 0 }
  for (const kind of ['like', 'reply', 'mention'] as const)
    assert.equal(placeOf({ ...follow, kind, post }, 'me'), `/posts/${id}`)
})
