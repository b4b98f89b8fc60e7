import { type ReactNode, useEffect, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../../design/button.tsx'
import type { Looking } from './open-lightbox.ts'
import { Stage } from './stage.tsx'
import { useZoom } from './use-zoom.ts'
import { useWords } from './words/use-words.ts'
import './lightbox.css'

/** Pictures large, one at a time: arrows, a swipe, a pinch, the wheel; Escape or a swipe away closes. */
export function Lightbox({ looking, onClose }: { looking: Looking; onClose: () => void }): ReactNode {
  const words = useWords()
  const { pictures } = looking
  const [index, setIndex] = useState(looking.index)
  const picture = pictures[index]
  const zooming = useZoom({ onTurn: turn, onClose })

  function turn(by: 1 | -1): void {
    const next = index + by
    if (next < 0 || next >= pictures.length) return
    zooming.reset()
    setIndex(next)
  }

  useKeys({
    ArrowRight: () => turn(1),
    ArrowLeft: () => turn(-1),
    '+': zooming.larger,
    '=': zooming.larger,
    '-': zooming.smaller,
    '0': zooming.reset,
  })

  return (
    <ModalOverlay className="lightbox-veil" isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className="lightbox">
        <Dialog className="lightbox-body" aria-label={words('lightbox.title')}>
          <div className="lightbox-frame">
            <Controls number={index + 1} count={pictures.length} zooming={zooming} onClose={onClose} />
            {picture && <Stage key={picture.id} picture={picture} zooming={zooming} />}
            {pictures.length > 1 && (
              <>
                <IconButton
                  name="back"
                  label={words('lightbox.previous')}
                  className="lightbox-turn lightbox-previous"
                  disabled={index === 0}
                  onClick={() => turn(-1)}
                />
                <IconButton
                  name="forward"
                  label={words('lightbox.next')}
                  className="lightbox-turn lightbox-next"
                  disabled={index === pictures.length - 1}
                  onClick={() => turn(1)}
                />
              </>
            )}
            <p className="lightbox-words" dir="auto" key={`words-${index}`}>
              {picture?.altText}
            </p>
            <p className="said" role="status">
              {pictures.length > 1 && words('lightbox.position', { number: index + 1, count: pictures.length })}{' '}
              {picture?.altText || words('lightbox.undescribed')}
            </p>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Keys for the whole of it, whatever in it has the focus. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}

interface ControlsProps {
  readonly number: number
  readonly count: number
  readonly zooming: ReturnType<typeof useZoom>
  readonly onClose: () => void
}

function Controls({ number, count, zooming, onClose }: ControlsProps): ReactNode {
  const words = useWords()
  return (
    <div className="lightbox-head">
      <IconButton name="close" label={words('lightbox.close')} onClick={onClose} />
      {count > 1 && (
        <span className="lightbox-position" aria-hidden="true">
          {number} / {count}
        </span>
      )}
      <span className="lightbox-zooms">
        <IconButton name="minus" label={words('lightbox.smaller')} onClick={zooming.smaller} />
        <IconButton name="plus" label={words('lightbox.larger')} onClick={zooming.larger} />
      </span>
    </div>
  )
}
