import { v7 } from 'uuid'
import type { ChangeName } from './api/documents.ts'
import type { Core } from './core.ts'
import { peopleOf } from './list/summary.ts'
import type { ConversationHandle, MessageDraft } from './messaging.ts'
import type { ConversationView, MemberState } from './model.ts'
import { Derived } from './sources.ts'
import { View } from './view/view.ts'
import type { Conversation, Entry, Membership } from './wire.ts'

/** A page that turns from one conversation to another and back finds it as it was. */
const closeAfterMs = 30_000
const typingEveryMs = 3_000

const closed = {
  status: 'loading',
  entries: [],
  pending: [],
  hasEarlier: false,
  hasLater: false,
  loading: undefined,
  firstUnread: undefined,
  typing: [],
} as const

/** One conversation: open while somebody subscribes, and a while longer. */
export class Handle {
  readonly #core: Core
  readonly #id: string
  readonly #source: Derived<ConversationView>
  #view: View | undefined
  #subscribers = 0
  #typedAt = Number.NEGATIVE_INFINITY
  #cancelClose: () => void = () => undefined
  readonly public: ConversationHandle

  constructor(core: Core, id: string) {
    this.#core = core
    this.#id = id
    this.#source = new Derived(() => this.#compute())
    this.public = this.#functions()
  }

  get open(): boolean {
    return this.#view !== undefined
  }

  get onScreen(): boolean {
    return this.#subscribers > 0
  }

  receive(entry: Entry): void {
    this.#view?.receive(entry)
  }

  typed(memberId: string): void {
    this.#view?.typed(memberId)
  }

  check(number?: number): void {
    this.#view?.check(number)
  }

  readonly changed = (): void => this.#source.invalidate()

  close(): void {
    this.#cancelClose()
    this.#view?.stop()
    this.#view = undefined
    this.changed()
  }

  readonly #subscribe = (listener: () => void): (() => void) => {
    this.#cancelClose()
    this.#subscribers += 1
    if (!this.#core.stopping.aborted) this.#view ??= this.#newView()
    this.#core.screenChanged()
    const unsubscribe = this.#source.subscribe(listener)
    return () => {
      unsubscribe()
      this.#subscribers -= 1
      if (this.#subscribers > 0 || this.#core.stopping.aborted) return
      this.#core.screenChanged()
      this.#cancelClose = this.#core.clock.after(closeAfterMs, () => this.close())
    }
  }

  #newView(): View {
    const { core, id } = { core: this.#core, id: this.#id }
    return new View({ ...core, id, queued: () => core.outbox.items, onChange: this.changed })
  }

  #compute(): ConversationView {
    const conversation = this.#core.registry.get(this.#id)
    return {
      ...(this.#view?.shown() ?? closed),
      summary: conversation && this.#core.summarise(conversation),
      people: peopleOf(conversation?.people ?? []),
      members: membersOf(conversation),
    }
  }

  #functions(): ConversationHandle {
    const id = this.#id
    const { outbox } = this.#core
    return {
      id,
      subscribe: this.#subscribe,
      getSnapshot: this.#source.getSnapshot,
      loadEarlier: async () => this.#view?.loadEarlier(),
      loadLater: async () => this.#view?.loadLater(),
      jumpTo: async (number) => this.#view?.jumpTo(number),
      jumpToEnd: async () => this.#view?.jumpToEnd(),
      send: (draft) => this.#send(draft),
      edit: (target, body) => outbox.add(id, { kind: 'edit', target, body }),
      remove: (target) => outbox.add(id, { kind: 'delete', target }),
      react: (target, emoji, change) =>
        outbox.add(id, { kind: 'react', target, emoji, withdrawn: change === 'withdraw' }),
      typing: () => this.#typing(),
      markRead: (number) => this.#markRead(number),
      rename: (name) => this.#change('renameGroup', { name }),
      addMembers: (memberIds) => this.#change('addMembers', { memberIds }),
      removeMember: (memberId) => this.#change('removeMember', { memberId }),
      setRole: (memberId, role) => this.#change('setRole', { memberId, role }),
      leave: () => this.#change('leaveConversation', {}),
      mute: (mutedUntil) => this.#set({ mutedUntil }),
      archive: (archived) => this.#set({ archived }),
      accept: () => this.#set({ request: false }),
      decline: () => this.#change('leaveConversation', {}),
    }
  }

  #send({ body, replyTo, pictureIds }: MessageDraft): Promise<string> {
    this.#typedAt = Number.NEGATIVE_INFINITY
    return this.#core.outbox.add(this.#id, {
      kind: 'send',
      body,
      ...(replyTo !== undefined && { replyTo }),
      ...(pictureIds !== undefined && pictureIds.length > 0 && { pictureIds }),
    })
  }

  #typing(): void {
    const now = this.#core.clock.now()
    if (Math.abs(now - this.#typedAt) < typingEveryMs) return
    this.#typedAt = now
    this.#core.api.ask('typing', { conversationId: this.#id }).catch(() => undefined)
  }

  #markRead(number: number): void {
    const { registry, marks } = this.#core
    const conversation = registry.get(this.#id)
    if (conversation === undefined || number <= conversation.mine.read) return
    const all = number >= conversation.lastNumber ? conversation.messageCount : undefined
    registry.markRead(this.#id, number, all ?? this.#view?.countUpTo(number) ?? 0)
    marks.read(this.#id, number)
  }

  async #change(name: ChangeName, what: object): Promise<void> {
    await this.#core.change(name, { conversationId: this.#id, id: v7(), ...what })
  }

  async #set(what: object): Promise<void> {
    const { api, patiently, registry } = this.#core
    const input = { conversationId: this.#id, ...what }
    const { setConversation } = await patiently(() => api.ask('setConversation', { input }))
    registry.receiveSignal(setConversation)
  }
}

function membersOf(conversation: Conversation | undefined): readonly MemberState[] {
  return (conversation?.members ?? []).map(({ memberId, role, delivered, read, until }: Membership) => {
    return { memberId, role, delivered, read, left: until !== null }
  })
}
