import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startNode, stopNode } from '../child.ts'

/** Thousands of handshakes, two subscriptions each, take their time on a busy machine. */
const limitMs = 120_000
const path = '/graphql/realtime'

const entries = `subscription {
  onEntry { conversationId number id kind senderId sentAt version count body replyTo attachments { pictureId } recipientIds }
}`
const signals = 'subscription { onSignal { kind at memberId conversationId delivered read notice recipientIds topic } }'

export interface Opening {
  readonly port: number
  readonly pages: number
  /** Absent: the server is a raw one, and asked nothing. */
  readonly token?: string
}

/** Pages with a web socket and what a page subscribes to, in a process of their own. */
export class OpenPages {
  readonly #child: ChildProcess = startNode({ entry: 'bench/src/messages/readers.ts', output: 'inherit' })

  async open({ port, pages, token }: Opening): Promise<void> {
    const subscription = token !== undefined && { subscription: { token, queries: [entries, signals] } }
    this.#child.send({ kind: 'connect', port, path, pages, ...subscription })
    await answerOf(this.#child)
  }

  /** Returns what resolves once so many messages have come. */
  async expect(messages: number): Promise<() => Promise<unknown>> {
    this.#child.send({ kind: 'expect', messages })
    await answerOf(this.#child)
    const received = answerOf(this.#child)
    return () => received
  }

  async close(): Promise<void> {
    await stopNode(this.#child)
  }
}

/** The next message of a child. @throws {Error} when it ends or stays silent. */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const end = () => ended.abort(new Error('A process of the measurement ended'))
  child.once('exit', end)
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(limitMs)])
    const [message] = await once(child, 'message', { signal })
    return message
  } finally {
    child.off('exit', end)
  }
}
