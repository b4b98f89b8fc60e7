/** What the client needs of the place it runs in; browsers and Node have all of it, tests bring their own. */

/** As much of `fetch` as is used. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>

export interface FetchRequest {
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

export interface FetchAnswer {
  readonly status: number
  text(): Promise<string>
}

/** As much of a `WebSocket` as is used. */
export interface Socket {
  readonly readyState: number
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
  onerror: (() => void) | null
  send(text: string): void
  close(code?: number): void
}

export type OpenSocket = (url: string, protocols: string[]) => Socket

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
