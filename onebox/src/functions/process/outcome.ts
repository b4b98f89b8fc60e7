/** How an attempt ended. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: Failure; readonly error: string }

export type Failure = 'failed' | 'timedOut' | 'outOfMemory' | 'crashed'
