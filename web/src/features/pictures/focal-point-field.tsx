import type { FocalPoint } from '@porchlight/contract/pictures'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId } from 'react'
import { movedByKey, pointIn } from './focal-point.ts'
import { addressOf } from './sources.ts'
import type { TrayPicture } from './upload/tray-state.ts'
import { useWords } from './words/use-words.ts'

interface FocalPointFieldProps {
  readonly entry: TrayPicture
  readonly value: FocalPoint
  readonly onChange: (point: FocalPoint) => void
}

/** The whole picture with a point on it, set by a touch, a drag or the arrow keys. */
export function FocalPointField({ entry, value, onChange }: FocalPointFieldProps): ReactNode {
  const words = useWords()
  const hintId = useId()
  const made = entry.picture ? addressOf(entry.picture.sources, 'medium') : undefined
  const address = made ?? entry.preview
  if (!address) return null
  const [x, y] = [Math.round(value.x * 100), Math.round(value.y * 100)]

  function onPointer(event: PointerEvent<HTMLElement>): void {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    onChange(pointIn(event.currentTarget.getBoundingClientRect(), event))
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moved = movedByKey(value, event)
    if (moved === undefined) return
    event.preventDefault()
    onChange(moved)
  }

  return (
    <div className="focal">
      <div className="focal-picture" onPointerDown={onPointer} onPointerMove={onPointer}>
        <img src={address} alt="" draggable={false} />
        <span
          className="focal-point"
          style={{ left: `${x}%`, top: `${y}%` }}
          role="slider"
          tabIndex={0}
          aria-label={words('describe.focal')}
          aria-describedby={hintId}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={x}
          aria-valuetext={words('describe.focalAt', { x, y })}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className="field-hint" id={hintId}>
        {words('describe.focalHint')}
      </p>
    </div>
  )
}
