import type { FocalPoint } from '@porchlight/contract/pictures'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { Icon } from '../../design/icons.tsx'
import { draggedIn, movedByKey, positionIn } from '../pictures/focal-point.ts'
import type { PortraitPurpose } from '../pictures/upload/portrait.ts'
import { useWords } from '../pictures/words/use-words.ts'

interface PortraitFrameProps {
  readonly purpose: PortraitPurpose
  readonly file: File
  readonly value: FocalPoint
  readonly onChange: (point: FocalPoint) => void
}

/** Width by height, as the image function crops. */
const frames = { avatar: 1, banner: 3 } as const

/** The picture as it will be cropped; a drag or the arrow keys move it. */
export function PortraitFrame({ purpose, file, value, onChange }: PortraitFrameProps): ReactNode {
  const words = useWords()
  const hintId = useId()
  const address = useAddress(file)
  const [picture, setPicture] = useState<number | 'unreadable'>(1)
  if (picture === 'unreadable') {
    return (
      <p className={`portrait-frame portrait-frame-${purpose} portrait-unseen soft small`}>
        <Icon name="picture" /> {words('portrait.noPreview')}
      </p>
    )
  }
  const crop = { point: value, picture, frame: frames[purpose] }
  const position = positionIn(crop)

  function onPointer(event: PointerEvent<HTMLElement>): void {
    const { currentTarget: frame } = event
    if (event.type === 'pointerdown') frame.setPointerCapture(event.pointerId)
    else if (frame.hasPointerCapture(event.pointerId))
      onChange(draggedIn(crop, { x: event.movementX / frame.clientWidth, y: event.movementY / frame.clientHeight }))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moved = movedByKey(value, event)
    if (moved === undefined) return
    event.preventDefault()
    onChange(moved)
  }

  const [x, y] = [Math.round(value.x * 100), Math.round(value.y * 100)]
  return (
    <>
      <div
        className={`portrait-frame portrait-frame-${purpose}`}
        role="slider"
        tabIndex={0}
        aria-label={words('describe.focal')}
        aria-describedby={hintId}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={x}
        aria-valuetext={words('describe.focalAt', { x, y })}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        onKeyDown={onKeyDown}
      >
        {address && (
          <img
            src={address}
            alt=""
            draggable={false}
            style={{ objectPosition: `${position.x * 100}% ${position.y * 100}%` }}
            onLoad={({ currentTarget: image }) => setPicture(image.naturalWidth / image.naturalHeight)}
            onError={() => setPicture('unreadable')}
          />
        )}
      </div>
      <p className="field-hint" id={hintId}>
        {words('portrait.move')}
      </p>
    </>
  )
}

/** The file as an address, as long as it is shown. */
function useAddress(file: File): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
