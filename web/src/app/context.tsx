import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { Call } from '../client/endpoint-types.ts'
import type { Session, Viewer } from '../client/session.ts'
import type { Boot } from './boot.ts'

/** What every page may reach: the API and who is here. */
export interface Porch {
  readonly boot: Boot
  readonly session: Session
  readonly call: Call
}

const PorchContext = createContext<Porch | null>(null)

export function PorchProvider({ porch, children }: { porch: Porch; children: ReactNode }): ReactNode {
  return <PorchContext value={porch}>{children}</PorchContext>
}

export function usePorch(): Porch {
  const porch = useContext(PorchContext)
  if (porch === null) throw new Error('usePorch needs a PorchProvider above it')
  return porch
}

export function useCall(): Call {
  return usePorch().call
}

export function useViewer(): Viewer {
  const { session } = usePorch()
  return useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.viewer,
    () => session.viewerAtStart,
  )
}

/** The member who is here, or null. */
export function useMe() {
  const viewer = useViewer()
  return viewer.kind === 'member' ? viewer.me : null
}
