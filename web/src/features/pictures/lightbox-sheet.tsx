import { type ReactNode, useSyncExternalStore } from 'react'
import { closeLightbox, onLightboxChange, openedLightbox } from './open-lightbox.ts'

/** The lightbox over whatever page is open. */
export function LightboxSheet(): ReactNode {
  const opened = useSyncExternalStore(onLightboxChange, openedLightbox, () => null)
  if (opened === null) return null
  const { Lightbox, looking } = opened
  return <Lightbox looking={looking} onClose={closeLightbox} />
}
