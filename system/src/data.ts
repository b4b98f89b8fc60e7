/** PostgreSQL on AWS is RDS; on one machine it is the same major version, started by the supervisor. */
export const relational = { name: 'porchlight', engine: 'postgres', majorVersion: 18, storageGiB: 20 } as const

export interface Table {
  readonly name: string
  readonly partitionKey: string
  readonly sortKey: string
  readonly ttlAttribute: string
  /** Keys are strings here as in the table; every attribute is projected. */
  readonly indexes: readonly { readonly name: string; readonly partitionKey: string; readonly sortKey: string }[]
}

/** One table for all conversations: `messaging/table-design.md`. */
export const tables: readonly Table[] = [
  {
    name: 'messages',
    partitionKey: 'pk',
    sortKey: 'sk',
    ttlAttribute: 'expiresAt',
    indexes: [{ name: 'by-member', partitionKey: 'memberPk', sortKey: 'memberSk' }],
  },
]

export interface Bucket {
  readonly name: string
  /** Key prefixes, each written by one tier only. */
  readonly prefixes: readonly string[]
}

export const pictures: Bucket = { name: 'pictures', prefixes: ['uploads/', 'renders/'] }
export const buckets: readonly Bucket[] = [pictures]

/** Of one original. A grant says exactly how many; this is what the firewall and the store let pass at all. */
export const maxUploadBytes = 25_000_000

/** How often a function is given the same message, and when it is given up. */
export interface RetryPolicy {
  readonly maxAttempts: number
  /** Before the second attempt, the third, and so on; the last one repeats. */
  readonly delaysSeconds: readonly number[]
  /** From when it was sent; older ones are given up at their next failure. */
  readonly maxAgeSeconds: number
}

/**
 * What makes a function run: an object put under a prefix, as an asynchronous invocation
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html), or messages of a queue in batches.
 */
export type Trigger =
  | { readonly kind: 'bucket'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'queue'; readonly queue: string; readonly batchSize: number }

export interface ServerlessFunction {
  readonly name: 'process-image' | 'notify'
  readonly memoryMiB: number
  readonly timeoutSeconds: number
  readonly reservedConcurrency: number
  readonly trigger: Trigger
  readonly retry: RetryPolicy
  /** Where what was given up waits for the operator. */
  readonly deadLetterQueue: string
}

export const functions: readonly ServerlessFunction[] = [
  {
    name: 'process-image',
    memoryMiB: 1536,
    timeoutSeconds: 60,
    reservedConcurrency: 10,
    trigger: { kind: 'bucket', bucket: 'pictures', prefix: 'uploads/' },
    // Lambda's own: two retries, after one and two minutes, within six hours.
    retry: { maxAttempts: 3, delaysSeconds: [60, 120], maxAgeSeconds: 21_600 },
    deadLetterQueue: 'process-image-dead-letters',
  },
  {
    name: 'notify',
    memoryMiB: 256,
    timeoutSeconds: 30,
    reservedConcurrency: 2,
    trigger: { kind: 'queue', queue: 'notifications', batchSize: 10 },
    retry: { maxAttempts: 120, delaysSeconds: [5, 15, 60, 300, 900], maxAgeSeconds: 86_400 },
    deadLetterQueue: 'notifications-dead-letters',
  },
]

/** As long as Amazon SQS keeps a message at most. */
export const deadLetterRetentionSeconds = 1_209_600
