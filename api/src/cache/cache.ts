/**
 * The one way to keep what is read often. Values are plain JSON and the same for every reader: what depends on the
 * viewer is never kept. Whoever writes forgets, after the commit.
 */
export interface Cache {
  /** The kept value, or what `load` finds; however many ask at once, `load` runs once. A cache that is down only loads. */
  read<Value>(key: string, load: () => Promise<Value>): Promise<Value>
  /** Drops the values here and in every other replica. */
  forget(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}
