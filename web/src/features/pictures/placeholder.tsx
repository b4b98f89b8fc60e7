import type { PictureView } from '@porchlight/contract/pictures'
import type { ReactNode } from 'react'
import { thumbHashToRGBA } from 'thumbhash'

/** What stands there until the picture does: its colour, which the server can draw, and its blurred shape on top. */
export function Placeholder({ picture }: { picture: Pick<PictureView, 'placeholder' | 'colour'> }): ReactNode {
  const { placeholder, colour } = picture
  return (
    <span className="picture-placeholder" aria-hidden="true">
      {colour !== null && (
        <svg aria-hidden="true">
          <rect width="100%" height="100%" fill={colour} />
        </svg>
      )}
      {placeholder !== null && <canvas key={placeholder} ref={(canvas) => draw(canvas, placeholder)} />}
    </span>
  )
}

function draw(canvas: HTMLCanvasElement | null, placeholder: string): void {
  if (canvas === null) return
  const hash = Uint8Array.from(atob(placeholder), (character) => character.charCodeAt(0))
  const { w, h, rgba } = thumbHashToRGBA(hash)
  canvas.width = w
  canvas.height = h
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
}
