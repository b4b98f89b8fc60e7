/** PostgreSQL on AWS is RDS; on one machine it is the same major version, started by the supervisor. */
export const relational = { name: 'porchlight', engine: 'postgres', majorVersion: 18, storageGiB: 20 } as const

export interface Table {
  readonly name: string
  readonly partitionKey: string
  readonly sortKey: string
  readonly ttlAttribute: string
}

/** One table for all conversations; its access patterns come with `messaging/`. */
export const tables: readonly Table[] = [
  { name: 'messages', partitionKey: 'pk', sortKey: 'sk', ttlAttribute: 'expiresAt' },
]

export interface Bucket {
  readonly name: string
  /** Key prefixes, each written by one tier only. */
  readonly prefixes: readonly string[]
}

export const buckets: readonly Bucket[] = [{ name: 'pictures', prefixes: ['uploads/', 'renders/'] }]

export interface ServerlessFunction {
  readonly name: string
  readonly memoryMiB: number
  readonly timeoutSeconds: number
  readonly reservedConcurrency: number
  readonly trigger: { readonly bucket: string; readonly prefix: string }
}

export const functions: readonly ServerlessFunction[] = [
  {
    name: 'process-image',
    memoryMiB: 1536,
    timeoutSeconds: 60,
    reservedConcurrency: 10,
    trigger: { bucket: 'pictures', prefix: 'uploads/' },
  },
]
