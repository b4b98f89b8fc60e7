import { type MouseEvent, type PointerEvent, useCallback, useRef, useState } from 'react'
import { distance, middle, moveBy, type Point, type Stage, swiped, whole, type Zoom, zoomAt } from './zoom.ts'

interface Turns {
  readonly onTurn: (by: 1 | -1) => void
  readonly onClose: () => void
}

const step = 1.6
const centre: Point = { x: 0, y: 0 }

/** Follows fingers, a mouse, a wheel and keys over the stage that `handlers` are put on. */
export function useZoom({ onTurn, onClose }: Turns) {
  const [zoom, setZoom] = useState<Zoom>(whole)
  const [held, setHeld] = useState(false)
  const stage = useRef<HTMLElement | null>(null)
  const fingers = useRef(new Map<number, Point>())
  const began = useRef<Point>(centre)

  // React's own wheel listener is passive, and the page behind must not scroll.
  const ref = useCallback((element: HTMLElement | null) => {
    stage.current = element
    if (element === null) return
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const by = Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 400))
      const point = fromMiddle(element, event)
      setZoom((zoom) => zoomAt(zoom, { point, by }, sizeOf(element)))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  function enlarge(point: Point, by: number): void {
    setZoom((zoom) => zoomAt(zoom, { point, by }, sizeOf(stage.current)))
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = fromMiddle(event.currentTarget, event)
    fingers.current.set(event.pointerId, point)
    began.current = point
    setHeld(true)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const before = fingers.current.get(event.pointerId)
    if (before === undefined) return
    const now = fromMiddle(event.currentTarget, event)
    fingers.current.set(event.pointerId, now)
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (other) enlarge(middle(now, other), distance(now, other) / Math.max(1, distance(before, other)))
    else setZoom((zoom) => moveBy(zoom, { x: now.x - before.x, y: now.y - before.y }, sizeOf(stage.current)))
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const alone = fingers.current.size === 1
    const end = fingers.current.get(event.pointerId)
    fingers.current.delete(event.pointerId)
    setHeld(fingers.current.size > 0)
    if (!alone || end === undefined || zoom.scale > 1) return
    const meant = swiped({ x: end.x - began.current.x, y: end.y - began.current.y })
    if (meant === 'close') onClose()
    else if (meant !== undefined) onTurn(meant === 'next' ? 1 : -1)
  }

  function onPointerCancel(event: PointerEvent<HTMLElement>): void {
    fingers.current.delete(event.pointerId)
    setHeld(fingers.current.size > 0)
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    if (zoom.scale > 1) setZoom(whole)
    else enlarge(fromMiddle(event.currentTarget, event), 2.5)
  }

  return {
    zoom,
    held,
    larger: () => enlarge(centre, step),
    smaller: () => enlarge(centre, 1 / step),
    reset: () => setZoom(whole),
    handlers: { ref, onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onDoubleClick },
  }
}

function sizeOf(element: HTMLElement | null): Stage {
  return { halfWidth: (element?.clientWidth ?? 0) / 2, halfHeight: (element?.clientHeight ?? 0) / 2 }
}

function fromMiddle(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}
