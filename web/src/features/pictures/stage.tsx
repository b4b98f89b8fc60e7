import type { PictureView } from '@porchlight/contract/pictures'
import { type ReactNode, useState } from 'react'
import { addressOf, srcSetOf } from './sources.ts'
import type { useZoom } from './use-zoom.ts'

/** The picture whole, or enlarged: at first the file that the page has already, under the large one until that is here. */
export function Stage({ picture, zooming }: { picture: PictureView; zooming: ReturnType<typeof useZoom> }): ReactNode {
  const [loaded, setLoaded] = useState(false)
  const { scale, x, y } = zooming.zoom
  const size = { width: picture.width ?? undefined, height: picture.height ?? undefined }
  const avif = srcSetOf(picture.sources, 'avif')
  return (
    <div className="lightbox-stage" data-zoomed={scale > 1 || undefined} {...zooming.handlers}>
      <div
        className="lightbox-picture"
        data-held={zooming.held || undefined}
        style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
      >
        {!loaded && <img src={addressOf(picture.sources, 'medium')} alt="" draggable={false} {...size} />}
        <picture>
          {avif !== '' && <source type="image/avif" srcSet={avif} sizes="100vw" />}
          <img
            className="lightbox-large"
            srcSet={srcSetOf(picture.sources, 'webp') || undefined}
            sizes="100vw"
            src={addressOf(picture.sources, 'large')}
            alt={picture.altText}
            draggable={false}
            onLoad={() => setLoaded(true)}
            {...size}
          />
        </picture>
      </div>
    </div>
  )
}
