import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { closeLightbox, loadLightbox, lookingAt, onLookingChange } from './open-lightbox.ts'

const LazyLightbox = lazy(async () => ({ default: (await loadLightbox()).Lightbox }))

/** The lightbox over whatever page is open. */
export function LightboxSheet(): ReactNode {
  const looking = useSyncExternalStore(onLookingChange, lookingAt, () => null)
  if (looking === null) return null
  return (
    <Suspense>
      <LazyLightbox looking={looking} onClose={closeLightbox} />
    </Suspense>
  )
}
