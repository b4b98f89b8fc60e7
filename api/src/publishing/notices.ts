import type { Notice } from '@porchlight/contract/messaging'
import type { Logger } from '@porchlight/runtime/logger'
import type { GraphqlClient } from './graphql-client.ts'
import { publishMutation } from './mutations.ts'

/** Whose open pages a notice is for. */
export type Audience = 'everyone' | { readonly memberIds: readonly string[] }

/** Tells open pages what happened, at best: who is not told finds it at the next look. */
export interface Notices {
  /** Returns at once, and never fails. Of what follows closely upon another and says the same anew, the last is told. */
  notify(audience: Audience, notice: Notice): void
  close(): void
}

interface NoticeSettings {
  readonly client: Pick<GraphqlClient, 'send'>
  readonly logger: Logger
  /** How long a notice waits for another that takes its place; new posts, which reach everyone, wait longest. */
  readonly waitMs?: Readonly<Record<Notice['type'], number>>
}

const defaultWaitMs = { 'picture.changed': 50, 'notifications.changed': 100, 'post.published': 1_000 } as const
const maxWaiting = 1_000
const maxUnderWay = 4

interface Waiting {
  readonly audience: Audience
  notice: Notice
}

/** For a place without a messaging tier. */
export const noNotices: Notices = { notify() {}, close() {} }

export function openNotices({ client, logger, waitMs = defaultWaitMs }: NoticeSettings): Notices {
  /** By what they say, so that one takes the place of another: those whose time has come are in `due` too. */
  const waiting = new Map<string, Waiting>()
  const due: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  let underWay = 0
  let dropped = 0

  function notify(audience: Audience, notice: Notice): void {
    const key = keyOf(audience, notice)
    const known = waiting.get(key)
    if (known !== undefined) known.notice = notice
    else if (waiting.size >= maxWaiting) dropped += 1
    else wait(key, { audience, notice })
  }

  function wait(key: string, entry: Waiting): void {
    waiting.set(key, entry)
    const timer = setTimeout(() => {
      timers.delete(timer)
      due.push(key)
      pump()
    }, waitMs[entry.notice.type])
    timer.unref()
    timers.add(timer)
  }

  function pump(): void {
    while (underWay < maxUnderWay) {
      const key = due.shift()
      const entry = key === undefined ? undefined : waiting.get(key)
      if (key === undefined || entry === undefined) return
      waiting.delete(key)
      underWay += 1
      void publish(entry).finally(() => {
        underWay -= 1
        pump()
      })
    }
  }

  async function publish({ audience, notice }: Waiting): Promise<void> {
    const to = audience === 'everyone' ? { recipientIds: [], topic: audience } : { recipientIds: audience.memberIds }
    const input = { ...to, notice: JSON.stringify(notice) }
    await client.send({ query: publishMutation, variables: { input } }).catch((error: unknown) => {
      logger.info({ err: error, type: notice.type }, 'a notice was not published')
    })
    if (dropped > 0) logger.warn({ dropped }, 'notices were dropped: the messaging tier is slower than they come')
    dropped = 0
  }

  return {
    notify,
    close() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      waiting.clear()
    },
  }
}

/** What one notice has in common with another that outdates it. */
function keyOf(audience: Audience, notice: Notice): string {
  const whose = audience === 'everyone' ? audience : audience.memberIds.join()
  return notice.type === 'picture.changed' ? `${whose} ${notice.type} ${notice.pictureId}` : `${whose} ${notice.type}`
}
