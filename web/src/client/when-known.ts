import type { Session, Viewer } from './session.ts'

/** Calls back once it is known who is here: at once, where it is. */
export function whenKnown(session: Pick<Session, 'viewer' | 'subscribe'>, act: (viewer: Viewer) => void): void {
  const { viewer } = session
  if (viewer.kind !== 'unknown') {
    act(viewer)
    return
  }
  const stop = session.subscribe(() => {
    if (session.viewer.kind === 'unknown') return
    stop()
    act(session.viewer)
  })
}
