import type { Queued, Store } from '../store.ts'
import { type Database, openDatabase, settled, type Transaction } from './database.ts'
import { exclusively } from './locks.ts'
import { memoryStore } from './memory.ts'

/**
 * For browsers: kept by origin and name, so that all tabs of one member share it. Give each member a name of their own,
 * and delete the database when they sign out. Where the browser keeps nothing, what waits is lost with the page.
 */
export function indexedDbStore(name: string): Store {
  const channel = new BroadcastChannel(name)
  const opening = openDatabase(name)
  const store = opening.then(
    (database) => storeIn(database, channel),
    () => memoryStore(),
  )
  return {
    load: async () => (await store).load(),
    put: async (queued) => (await store).put(queued),
    remove: async (id) => (await store).remove(id),
    onChange: (listener) => {
      channel.addEventListener('message', listener)
      return () => channel.removeEventListener('message', listener)
    },
    exclusively: async (work, signal) =>
      exclusively({ name, database: await opening.catch(() => undefined) }, work, signal),
    close: async () => {
      channel.close()
      await (await store).close()
    },
  }
}

function storeIn(database: Database, channel: BroadcastChannel): Pick<Store, 'load' | 'put' | 'remove' | 'close'> {
  const changed = async (transaction: Transaction) => {
    await settled(transaction)
    channel.postMessage('changed')
  }
  return {
    load: () => load(database),
    put: (queued) => changed(put(database, queued)),
    remove: (id) => changed(remove(database, id)),
    close: async () => database.close(),
  }
}

async function load(database: Database): Promise<readonly Queued[]> {
  const transaction = database.transaction(['queue'], 'readonly')
  const all = transaction.objectStore('queue').getAll()
  await settled(transaction)
  return all.result
}

/** In the place that it has, or at the end. */
function put(database: Database, queued: Queued): Transaction {
  const transaction = database.transaction(['queue'], 'readwrite', { durability: 'strict' })
  const queue = transaction.objectStore('queue')
  const place = queue.index('id').getKey(queued.id)
  place.onsuccess = () => {
    if (place.result === undefined) queue.put(queued)
    else queue.put(queued, place.result)
  }
  return transaction
}

function remove(database: Database, id: string): Transaction {
  const transaction = database.transaction(['queue'], 'readwrite')
  const queue = transaction.objectStore('queue')
  const place = queue.index('id').getKey(id)
  place.onsuccess = () => {
    if (place.result !== undefined) queue.delete(place.result)
  }
  return transaction
}
