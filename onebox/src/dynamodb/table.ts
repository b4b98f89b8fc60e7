export interface KeySchema {
  readonly name: string
  readonly type: 'S' | 'N' | 'B'
}

export interface SecondaryIndex {
  readonly name: string
  readonly partitionKey: KeySchema
  readonly sortKey?: KeySchema
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[]
}

/** A table on demand, with global secondary indexes. */
export interface Table {
  readonly name: string
  readonly partitionKey: KeySchema
  readonly sortKey?: KeySchema
  readonly indexes: readonly SecondaryIndex[]
  /** Seconds since 1970, after which the item may be deleted at any time. */
  readonly ttlAttribute?: string
}
