import type { Notification } from '@porchlight/contract/notifications'
import type { TranslateOf } from '../../i18n/catalog.ts'
import type { en } from './words/en.ts'

export type NotificationWords = TranslateOf<typeof en>

/** "Ada", "Ada and Bob", "Ada and 3 others": the latest first. */
export function whoDid(
  { members, memberCount }: Pick<Notification, 'members' | 'memberCount'>,
  words: NotificationWords,
) {
  const [first, second] = members.map(({ name }) => isolated(name))
  if (first === undefined) return ''
  if (memberCount === 1 || second === undefined) return first
  if (memberCount === 2) return words('who.two', { first, second })
  return words('who.two', { first, second: words('who.others', { count: memberCount - 1 }) })
}

/** What they did, after who did it. */
export function whatTheyDid(
  { kind, memberCount }: Pick<Notification, 'kind' | 'memberCount'>,
  words: NotificationWords,
) {
  return words(`did.${kind}`, { count: memberCount })
}

/** Where it leads: to the post, or to whoever follows. */
export function placeOf({ kind, post, members }: Notification, myHandle: string): string {
  const [only, another] = members
  if (post !== null) return `/posts/${post.id}`
  return kind === 'follow' && only !== undefined && another === undefined
    ? `/@${only.handle}`
    : `/@${myHandle}/followers`
}

/** A name may be written from right to left within a sentence that is not. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
