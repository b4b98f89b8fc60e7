import type { PictureView } from '@porchlight/contract/pictures'
import { type ReactNode, useCallback, useState } from 'react'
import { Placeholder } from './placeholder.tsx'
import { addressOf, focalClass, srcSetOf } from './sources.ts'

interface PictureProps {
  readonly picture: PictureView
  /** How wide it will be, as in `sizes` of an `img`. */
  readonly sizes: string
  /** `first`: it is what the reader came for; `soon`: it is likely in sight at once. */
  readonly urgency?: 'first' | 'soon' | 'later'
  /** Where words beside it say the same, it is decoration. */
  readonly alt?: string
}

/** A picture in the best format that the browser reads, over its placeholder; its place is known before it comes. */
export function Picture({ picture, sizes, urgency = 'later', alt = picture.altText }: PictureProps): ReactNode {
  const [loaded, setLoaded] = useState(false)
  // What the server's markup asked for may have come before anyone listened.
  const seen = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth > 0) setLoaded(true)
  }, [])
  // Loaded is not painted: the placeholder stays until the pixels are there.
  const settle = (image: HTMLImageElement) =>
    image.decode().then(
      () => setLoaded(true),
      () => setLoaded(true),
    )
  const avif = srcSetOf(picture.sources, 'avif')
  const webp = srcSetOf(picture.sources, 'webp')
  const address = addressOf(picture.sources, 'medium')
  return (
    <>
      {!loaded && <Placeholder picture={picture} />}
      {address !== undefined && (
        <picture>
          {avif !== '' && <source type="image/avif" srcSet={avif} sizes={sizes} />}
          <img
            ref={seen}
            className={focalClass(picture.focalPoint)}
            alt={alt}
            dir="auto"
            width={picture.width ?? undefined}
            height={picture.height ?? undefined}
            sizes={sizes}
            srcSet={webp || undefined}
            src={address}
            loading={urgency === 'later' ? 'lazy' : 'eager'}
            fetchPriority={urgency === 'first' ? 'high' : 'auto'}
            decoding="async"
            onLoad={({ currentTarget }) => void settle(currentTarget)}
          />
        </picture>
      )}
    </>
  )
}
