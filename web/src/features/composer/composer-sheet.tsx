import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { useMe } from '../../app/context.tsx'
import { closeComposer, loadComposer, onComposerChange, openedComposer } from './open.ts'

const LazyDialog = lazy(async () => ({ default: (await loadComposer()).ComposerDialog }))

/** The composer over whatever page is open. */
export function ComposerSheet(): ReactNode {
  const target = useSyncExternalStore(onComposerChange, openedComposer, () => null)
  const me = useMe()
  if (target === null || me === null) return null
  return (
    <Suspense>
      <LazyDialog me={me} target={target} onClose={closeComposer} />
    </Suspense>
  )
}
