/** What the client needs of the place it runs in; browsers and Node have all of it, tests bring their own. */

/** As much of `fetch` as is used. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>

export interface FetchRequest {
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  readonly signal: AbortSignal
}

export interface FetchAnswer {
  readonly status: number
  text(): Promise<string>
}

/** A `WebSocket`. `onClose` is called once, also when it never opened. */
export type OpenSocket = (url: string, protocols: string[], events: SocketEvents) => Socket

export interface SocketEvents {
  readonly onOpen: () => void
  readonly onMessage: (text: string) => void
  readonly onClose: () => void
}

export interface Socket {
  send(text: string): void
  close(): void
}

export interface Clock {
  /** Wall clock, in milliseconds. It may jump: after sleep, or when somebody sets it. */
  now(): number
  /** @returns what takes it back. */
  after(delayMs: number, run: () => void): () => void
}

/** From 0 to below 1. */
export type Random = () => number

/** Whether there is a network and somebody who looks. */
export interface Surroundings {
  online(): boolean
  visible(): boolean
  /** Called when either changes, when the page comes back from sleep, and when the network becomes another. */
  onChange(listener: () => void): () => void
}
