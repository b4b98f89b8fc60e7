/**
 * The one way to keep what is read often. Values are plain JSON, never changed by who reads them, and what any visitor
 * may see. Members are answered from the database, so that nobody waits to see what they wrote; visitors may see what
 * was so a moment ago. Whoever writes forgets, after the commit.
 */
export interface Cache {
  /**
   * The kept value, or what `load` finds; however many ask at once, `load` runs once. What is not there is not kept. A
   * read that begins after `forget` has resolved finds what was written. A cache that is down only loads.
   */
  read<Value extends object>(key: string, load: () => Promise<Value | null>): Promise<Value | null>
  /** Drops the values here and, within milliseconds, in every other replica. Never fails: the values age out soon. */
  forget(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** For measurements: everything is loaded every time. */
export const uncached: Cache = {
  read: (_key, load) => load(),
  forget: async () => {},
  close: async () => {},
}
