import { v7 } from 'uuid'
import { sleep } from '../backoff.ts'
import { platformClock } from '../platform.ts'
import { type Database, type Lease, settled } from './database.ts'

/** A page that was put to sleep while it sent may hold the lock for ever. Both may send: ids make it one message. */
const stealAfterMs = 30_000
const leaseMs = 6_000
const renewMs = 2_000

interface Locks {
  request(name: string, options: { signal?: AbortSignal; steal?: boolean }, work: () => Promise<void>): Promise<void>
}
declare const navigator: { readonly locks?: Locks }

export interface Turn {
  readonly name: string
  /** For the lease, where the origin is not secure and there are no Web Locks. */
  readonly database: Database | undefined
}

export async function exclusively(turn: Turn, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  if (navigator.locks !== undefined) return withLock(navigator.locks, turn.name, { work, signal })
  return turn.database === undefined ? work() : withLease(turn.database, work, signal)
}

interface Work {
  readonly work: () => Promise<void>
  readonly signal: AbortSignal
}

async function withLock(locks: Locks, name: string, { work, signal }: Work): Promise<void> {
  const impatience = new AbortController()
  const giveUp = () => impatience.abort()
  const cancel = platformClock.after(stealAfterMs, giveUp)
  signal.addEventListener('abort', giveUp)
  const begin = () => {
    cancel()
    return work()
  }
  try {
    await locks.request(name, { signal: impatience.signal }, begin)
  } catch (error) {
    if (!impatience.signal.aborted || signal.aborted) throw error
    await locks.request(name, { steal: true }, work)
  } finally {
    cancel()
    signal.removeEventListener('abort', giveUp)
  }
}

/** Exported for its test: Node has Web Locks. */
export async function withLease(database: Database, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const owner = v7()
  while (!(await take(database, owner))) {
    if (signal.aborted) return
    await sleep(platformClock, renewMs / 4, signal)
  }
  const working = new AbortController()
  const renewing = renew(database, owner, working.signal)
  try {
    await work()
  } finally {
    working.abort()
    await renewing
    await release(database, owner)
  }
}

async function renew(database: Database, owner: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(platformClock, renewMs, signal)
    if (!signal.aborted) await take(database, owner)
  }
}

async function take(database: Database, owner: string): Promise<boolean> {
  const transaction = database.transaction(['lease'], 'readwrite')
  const leases = transaction.objectStore('lease')
  const held = leases.get('sender')
  let taken = false
  held.onsuccess = () => {
    taken = isFree(held.result, owner)
    if (taken) leases.put({ owner, until: Date.now() + leaseMs }, 'sender')
  }
  await settled(transaction)
  return taken
}

async function release(database: Database, owner: string): Promise<void> {
  const transaction = database.transaction(['lease'], 'readwrite')
  const leases = transaction.objectStore('lease')
  const held = leases.get('sender')
  held.onsuccess = () => {
    if (held.result?.owner === owner) leases.delete('sender')
  }
  await settled(transaction)
}

/** One that ends too far ahead was made by a clock that has been set back since. */
function isFree(lease: Lease | undefined, owner: string): boolean {
  const now = Date.now()
  return lease === undefined || lease.owner === owner || lease.until < now || lease.until > now + leaseMs * 2
}
