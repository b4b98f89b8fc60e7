import { v7 } from 'uuid'
import { type NeighbourHandle, neighbours } from './content/neighbours.ts'
import { portraitsOf } from './content/portraits.ts'
import { type SamplePicture, type SampleReply, samplePosts } from './content/posts.ts'
import type { DrawingName } from './drawings.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

interface MemberRow {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly bio: string
  readonly joinedAt: Date
}

interface PostRow {
  readonly id: string
  readonly author_id: string
  readonly reply_to_id: string | null
  readonly text: string
  readonly like_count: number
  readonly reply_count: number
}

export interface PictureRow {
  readonly id: string
  readonly drawing: DrawingName
  readonly owner_id: string
  readonly purpose: 'post' | 'avatar' | 'banner'
  readonly alt_text: string
  readonly post_id: string | null
  readonly position: number | null
}

export interface SampleRows {
  readonly members: readonly MemberRow[]
  /** A post comes before its replies. */
  readonly posts: readonly PostRow[]
  readonly pictures: readonly PictureRow[]
  readonly likes: readonly { readonly post_id: string; readonly member_id: string }[]
  readonly follows: readonly { readonly id: string; readonly follower_id: string; readonly followee_id: string }[]
}

/** The sample content as rows whose ids tell the times at which all of it would have happened. */
export function sampleRows(now: Date, administratorId: string): SampleRows {
  const members = neighbours.map(({ joinedDaysAgo, handle, name, bio }) => {
    const joinedAt = new Date(now.getTime() - joinedDaysAgo * dayMs)
    return { id: v7({ msecs: joinedAt.getTime() }), handle, name, bio, joinedAt }
  })
  const ids = members.map(({ id }) => id)
  const written = new Writing(ids)
  for (const { hoursAgo, ...post } of samplePosts) written.add(post, now.getTime() - hoursAgo * hourMs, null)
  const { posts, likes } = written
  const pictures = [...written.pictures, ...members.flatMap(picturesOfProfile)]
  return { members, posts, pictures, likes, follows: followsAmong(members, now, administratorId) }
}

type Written = Omit<SampleReply, 'minutesLater'> & { readonly pictures?: readonly SamplePicture[] }

/** Collects posts with their pictures, replies and likes. */
class Writing {
  readonly posts: PostRow[] = []
  readonly pictures: PictureRow[] = []
  readonly likes: { post_id: string; member_id: string }[] = []
  readonly #memberIds: readonly string[]

  constructor(memberIds: readonly string[]) {
    this.#memberIds = memberIds
  }

  /** @param at milliseconds since 1970. */
  add(post: Written, at: number, replyToId: string | null): void {
    const id = v7({ msecs: Math.floor(at) })
    const author_id = this.#idOf(post.by)
    const replies = post.replies ?? []
    const likers = this.#likers(author_id, post.likes ?? 0)
    this.posts.push({
      id,
      author_id,
      reply_to_id: replyToId,
      text: post.text,
      like_count: likers.length,
      reply_count: replies.length,
    })
    for (const [index, { drawing, altText }] of (post.pictures ?? []).entries()) {
      const shown = { owner_id: author_id, purpose: 'post', post_id: id, position: index + 1 } as const
      this.pictures.push({ id: v7({ msecs: Math.floor(at) }), drawing, alt_text: altText, ...shown })
    }
    this.likes.push(...likers.map((member_id) => ({ post_id: id, member_id })))
    for (const { minutesLater, ...reply } of replies) this.add(reply, at + minutesLater * minuteMs, id)
  }

  #idOf(handle: NeighbourHandle): string {
    return this.#memberIds[neighbours.findIndex((neighbour) => neighbour.handle === handle)] ?? ''
  }

  /** Others, beginning with another one for each post. */
  #likers(authorId: string, count: number): string[] {
    const start = this.posts.length % this.#memberIds.length
    const turned = [...this.#memberIds.slice(start), ...this.#memberIds.slice(0, start)]
    return turned.filter((id) => id !== authorId).slice(0, count)
  }
}

function picturesOfProfile({ id, handle, name, joinedAt }: MemberRow): PictureRow[] {
  const shown = { owner_id: id, post_id: null, position: null }
  return portraitsOf(handle).map(({ purpose, drawing }) => ({
    id: v7({ msecs: joinedAt.getTime() }),
    drawing,
    purpose,
    ...shown,
    alt_text: purpose === 'avatar' ? name : '',
  }))
}

/** Most of them follow most of them; all but the quiet one follow the administrator. */
function followsAmong(members: readonly MemberRow[], now: Date, administratorId: string): SampleRows['follows'] {
  return members.flatMap((follower, row) => {
    if (follower.handle === 'quiet_lane') return []
    const followed = members.filter((followee, column) => followee !== follower && (row * 5 + column * 3) % 7 > 1)
    return [...followed.map(({ id }) => id), administratorId].map((followee_id, index) => ({
      // Spread over the days since the follower has been here, so that lists have an order.
      id: v7({ msecs: spread(follower.joinedAt, now, (index + 1) / (followed.length + 2)) }),
      follower_id: follower.id,
      followee_id,
    }))
  })
}

function spread(from: Date, to: Date, part: number): number {
  return Math.floor(from.getTime() + (to.getTime() - from.getTime()) * part)
}
