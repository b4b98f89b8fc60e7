import { useSyncExternalStore } from 'react'
import { useCall } from '../../app/context.tsx'
import type { Call } from '../../client/endpoint-types.ts'
import { put } from '../pictures/upload/put.ts'
import type { Tray } from '../pictures/upload/tray-state.ts'
import { type TrayPurpose, TrayStore } from '../pictures/upload/tray-store.ts'
import { keepDraftPictures, readDraftPictures } from './drafts.ts'

const stores = new Map<string, TrayStore>()

export interface DraftOf {
  readonly memberId: string
  readonly targetId: string
  readonly purpose: TrayPurpose
}

/** One for each draft, as long as the page lives: closing the composer stops no upload. */
export function trayStore(call: Call, { memberId, targetId, purpose }: DraftOf): TrayStore {
  const name = `${memberId} ${targetId}`
  const known = stores.get(name)
  if (known) return known
  const keep = (pictures: Parameters<typeof keepDraftPictures>[2]) => keepDraftPictures(memberId, targetId, pictures)
  const store = new TrayStore({ call, put, keep, purpose }, readDraftPictures(memberId, targetId))
  stores.set(name, store)
  return store
}

export function useTray(draft: DraftOf): { store: TrayStore; tray: Tray } {
  const store = trayStore(useCall(), draft)
  return { store, tray: useSyncExternalStore(store.subscribe, store.tray) }
}
