import type { Post } from '@porchlight/contract/posts'
import { instantOfId } from '../http/instant.ts'
import { keptApart } from '../members/rows.ts'
import { avatarOf, picturesOfPost, type ShownPicture } from '../pictures/rows.ts'
import { pictureView, smallAvatarView, type Viewing } from '../pictures/view.ts'

/** What a query over posts yields, for lists of any feature. */
export interface PostRow {
  readonly id: string
  readonly text: string
  readonly like_count: number
  readonly reply_count: number
  readonly author_id: string
  readonly author_handle: string
  readonly author_name: string
  readonly author_avatar: ShownPicture | null
  readonly pictures: readonly ShownPicture[] | null
  readonly reply_to_id: string | null
  /** Null once the post that this one answers is gone. */
  readonly reply_to_handle: string | null
  readonly liked: boolean
}

/**
 * Posts of members who are not active are as though they were not there, and so are those of members whom the reader
 * `$1` blocked or was blocked by. A visitor is null.
 */
export const authorOfPost = `join member a on a.id = p.author_id and a.status = 'active' and p.author_id <> all (${keptApart})`

/** Not `exists`: PostgreSQL may then read every like the reader ever gave instead of looking one up a row. */
const columns = `p.id, p.text, p.like_count, p.reply_count, p.author_id, a.handle as author_handle, a.name as author_name,
  ${avatarOf('a.id')} as author_avatar, ${picturesOfPost('p.id')} as pictures,
  (select true from post_like l where l.post_id = p.id and l.member_id = $1::uuid) is true as liked`

/** For lists that hold no replies. */
export const postColumns = `${columns}, null::uuid as reply_to_id, null::text as reply_to_handle`

export const replyColumns = `${columns}, p.reply_to_id,
  (select b.handle from post q join member b on b.id = q.author_id and b.status = 'active'
   where q.id = p.reply_to_id) as reply_to_handle`

/** For a reader of `viewerId`, or for a visitor. */
export function postView(viewing: Viewing, row: PostRow, viewerId: string | null): Post {
  return {
    id: row.id,
    author: {
      id: row.author_id,
      handle: row.author_handle,
      name: row.author_name,
      avatar: smallAvatarView(viewing, row.author_avatar),
    },
    text: row.text,
    pictures: (row.pictures ?? []).map((picture) => pictureView(viewing, picture)),
    createdAt: instantOfId(row.id),
    replyTo: row.reply_to_id === null ? null : { id: row.reply_to_id, handle: row.reply_to_handle },
    likeCount: row.like_count,
    replyCount: row.reply_count,
    viewer: viewerId === null ? null : { liked: row.liked },
  }
}
