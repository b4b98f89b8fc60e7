/**
 * Where what is to be sent is kept until it is known to be sent. One store is one member's on one device: all tabs
 * share it. Adapters: `memoryStore`, `indexedDbStore` (browsers), `fileStore` (`client/stores/file`, Node).
 */
export interface Store {
  /** In the order in which they were put. */
  load(): Promise<readonly Queued[]>
  /** Resolves when it would survive a crash. Replaces what has the same id, which keeps its place. */
  put(queued: Queued): Promise<void>
  remove(id: string): Promise<void>
  /** Calls the listener after another tab changed the store. */
  onChange(listener: () => void): () => void
  /**
   * Runs `work` while no other tab's runs; waits for its turn. A tab that dies gives its turn up within seconds.
   * `signal` takes a wait back.
   */
  exclusively(work: () => Promise<void>, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** What a member did and the server may not know yet. `id` is the same at each try, so that it is done once. */
export interface Queued {
  readonly id: string
  readonly conversationId: string
  readonly operation: Operation
  /** Milliseconds since 1970, by this device's clock. */
  readonly queuedAt: number
  /** Absent: to be sent. Present: given up on, until the member tries again or discards it. */
  readonly failure?: Failure
}

export type Operation =
  | {
      readonly kind: 'send'
      readonly body: string
      readonly replyTo?: number
      readonly pictureIds?: readonly string[]
    }
  | { readonly kind: 'edit'; readonly target: number; readonly body: string }
  | { readonly kind: 'delete'; readonly target: number }
  | { readonly kind: 'react'; readonly target: number; readonly emoji: string; readonly withdrawn: boolean }

export interface Failure {
  /** A code of the contract's `messagingErrors`, or one of AppSync's own. */
  readonly code: string
  readonly message: string
}
