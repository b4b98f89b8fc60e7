import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countBlocks, selectBlocks } from '../blocks/queries.ts'
import type { Db } from '../database/database.ts'
import { selectFollows } from '../follows/queries.ts'
import { newestFirst, oldestFirst, writeCursor } from '../http/keyset.ts'
import { selectMembers, selectMembersByIds, selectProfile } from '../members/queries.ts'
import { countMutes, selectMutes } from '../mutes/queries.ts'
import { claimForPost, deleteOtherClaims } from '../pictures/claim-queries.ts'
import { claimForMessage, deleteFromMessages, selectShared } from '../pictures/message-queries.ts'
import { lockPostShowing, selectOwnPictures, updateOwnPicture } from '../pictures/queries.ts'
import { selectChain, selectMemberPosts, selectPost, selectReplies } from '../posts/queries.ts'
import { deleteLike, insertLike } from '../posts/write-queries.ts'
import { insertCrowd } from '../testing/crowd.ts'
import { explainingDb } from '../testing/explaining-db.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { selectCommunityTimeline, selectHomeTimeline } from './queries.ts'

let api: TestApi
let postId: string
let viewerId: string
let handle: string

before(async () => {
  api = await startTestApi()
  const { pool } = api.replica.database
  await insertCrowd(pool)
  const { rows } = await pool.query(
    `select p.id as post_id, f.follower_id, m.handle from post p, follow f, member m
     where p.reply_to_id is not null and m.id = p.author_id limit 1`,
  )
  ;({ post_id: postId, follower_id: viewerId, handle } = rows[0])
})
after(() => api.stop())

/** Each as a first page and as a later one, for a member and for a visitor where both may read. */
const queries: Record<string, (db: Db, cursor: string | undefined) => Promise<unknown>[]> = {
  'the community timeline': (db, cursor) =>
    [viewerId, null].map((reader) => selectCommunityTimeline(db, reader, newestFirst({ cursor, limit: 20 }))),
  'the home timeline': (db, cursor) => [selectHomeTimeline(db, viewerId, newestFirst({ cursor, limit: 20 }))],
  'a member’s posts and replies': (db, cursor) =>
    (['posts', 'replies'] as const).map((kind) =>
      selectMemberPosts(db, { handle, kind }, { viewerId, keyset: newestFirst({ cursor, limit: 20 }) }),
    ),
  'the replies to a post': (db, cursor) => [
    selectReplies(db, postId, { viewerId, keyset: oldestFirst({ cursor, limit: 20 }) }),
  ],
  'a thread': (db) => [selectChain(db, viewerId, postId)],
  'a post': (db) => [selectPost(db, viewerId, postId)],
  'a profile': (db) => [selectProfile(db, viewerId, handle)],
  'followers and followed': (db, cursor) =>
    (['followers', 'following'] as const).map((kind) =>
      selectFollows(db, { handle, kind }, { viewerId, keyset: newestFirst({ cursor, limit: 20 }) }),
    ),
  'blocked and muted': (db, cursor) => [
    selectBlocks(db, viewerId, newestFirst({ cursor, limit: 20 })),
    selectMutes(db, viewerId, newestFirst({ cursor, limit: 20 })),
    countBlocks(db, viewerId),
    countMutes(db, viewerId),
  ],
  'the directory': (db, cursor) => [
    selectMembers(db, viewerId, { keyset: newestFirst({ cursor, limit: 20 }), begins: undefined }),
  ],
  'members by their ids': (db) => [viewerId, null].map((reader) => selectMembersByIds(db, reader, [viewerId])),
  'a search for members': (db, cursor) =>
    ['crowd_1', 'Member', 'zzz'].map((begins) =>
      selectMembers(db, viewerId, { keyset: newestFirst({ cursor, limit: 20 }), begins }),
    ),
  'claiming, changing and deleting pictures': (db) => [
    claimForPost(db, { postId, ownerId: viewerId, pictureIds: [postId] }),
    ...[postId, null].map((pictureId) => deleteOtherClaims(db, { purpose: 'avatar', ownerId: viewerId, pictureId })),
    claimForMessage(db, { messageId: postId, ownerId: viewerId, pictureIds: [postId], newKey: () => 'key' }),
    deleteFromMessages(db, viewerId, [postId]),
    selectShared(db, [postId]),
    selectOwnPictures(db, viewerId, [postId]),
    updateOwnPicture(db, { id: postId, ownerId: viewerId }, { alt_text: '' }),
    lockPostShowing(db, { id: postId, ownerId: viewerId }),
  ],
  'liking and taking it back': (db) => [
    insertLike(db, { postId, memberId: viewerId }),
    deleteLike(db, { postId, memberId: viewerId }),
  ],
}

for (const [title, run] of Object.entries(queries)) {
  test(`${title}: no table is read as a whole`, async () => {
    const { db, scannedTables } = explainingDb(api.replica.database.pool)
    for (const cursor of [undefined, writeCursor(postId)]) await Promise.all(run(db, cursor))
    assert.deepEqual(scannedTables(), [])
  })
}

test('a list that has no index is found out', async () => {
  const { db, scannedTables } = explainingDb(api.replica.database.pool)
  await db.selectFrom('post').select('id').where('like_count', '>', 3).execute()
  assert.deepEqual(new Set(scannedTables()), new Set(['post']))
})
