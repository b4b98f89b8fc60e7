import type { Call } from '../../client/endpoint-types.ts'
import { keepDraft } from './drafts.ts'
import { discard, type Outgoing } from './outbox.ts'
import { trayStore } from './trays.ts'

/** Makes a draft again of a post that was not sent, pictures included. */
export function takeBack(call: Call, entry: Outgoing): void {
  const targetId = entry.replyToId ?? 'new'
  keepDraft(entry.memberId, targetId, entry.text)
  trayStore(call, { memberId: entry.memberId, targetId, purpose: 'post' }).takeBack(entry.pictures)
  discard(entry.key)
}
