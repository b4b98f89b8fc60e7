import type { Notice } from '@porchlight/contract/messaging'
import type { Core } from './core.ts'
import type { Handle } from './handle.ts'
import type { PresenceLamps } from './lamps.ts'
import type { Follows } from './log/follows.ts'
import type { Entry, Signal } from './wire.ts'

/** In larger groups it is not told what was received, only what was read: it would be as much as all messages. */
const deliveredMembers = 20

export interface IncomingOptions extends Pick<Core, 'memberId' | 'registry' | 'marks'> {
  readonly lamps: PresenceLamps
  readonly follows: Follows
  readonly handles: ReadonlyMap<string, Handle>
  /** Somebody was seen to be there who was not known to be. */
  readonly onPresence: () => void
}

/** Brings what the server tells to all whom it concerns. */
export class Incoming {
  readonly #options: IncomingOptions
  readonly #notices = new Set<(notice: Notice) => void>()

  constructor(options: IncomingOptions) {
    this.#options = options
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    this.#notices.add(listener)
    return () => void this.#notices.delete(listener)
  }

  readonly entry = (entry: Entry): void => {
    const { handles, follows, registry } = this.#options
    handles.get(entry.conversationId)?.receive(entry)
    follows.receive(entry)
    registry.receiveEntry(entry)
  }

  readonly signal = (signal: Signal): void => {
    const { handles, follows, registry, lamps, onPresence } = this.#options
    if (signal.kind === 'NOTICE') this.#notice(signal.notice)

    const { conversationId, memberId } = signal
    const others = memberId !== null && memberId !== this.#options.memberId
    if (signal.kind === 'PRESENCE' && others && lamps.receive(signal)) onPresence()
    if (conversationId === null) return
    if (signal.kind === 'TYPING' && others) handles.get(conversationId)?.typed(memberId)
    if (signal.kind !== 'MARK' && signal.kind !== 'SETTINGS') return
    registry.receiveSignal(signal)
    // Somebody has received what has not come here.
    const heardOf = Math.max(signal.delivered ?? 0, signal.read ?? 0)
    handles.get(conversationId)?.check(heardOf)
    follows.heardOf(conversationId, heardOf)
  }

  /** What came is shown, and others are told that it has come. */
  conversationChanged(id: string): void {
    const { handles, registry, marks } = this.#options
    handles.get(id)?.changed()
    const conversation = registry.get(id)
    if (conversation === undefined) return
    const { mine, memberIds, lastNumber, lastSenderId } = conversation
    const news = lastNumber > mine.delivered && lastSenderId !== this.#options.memberId
    const tell = mine.request !== true && mine.until === null && memberIds.length <= deliveredMembers
    if (news && tell) marks.delivered(id, lastNumber)
  }

  #notice(json: string | null): void {
    if (json === null) return
    const notice: Notice = JSON.parse(json)
    for (const listener of [...this.#notices]) listener(notice)
  }
}
