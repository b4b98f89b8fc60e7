/** How a picture is held: enlarged so many times, and moved from the middle by so many pixels. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Half the size of the stage: how far the edge of an enlarged picture may be moved. */
export interface Stage {
  readonly halfWidth: number
  readonly halfHeight: number
}

export const whole: Zoom = { scale: 1, x: 0, y: 0 }
const largest = 6

/** Enlarges about a point, given from the stage's middle, so that what is under it stays under it. */
export function zoomAt(zoom: Zoom, about: { point: Point; by: number }, stage: Stage): Zoom {
  const scale = Math.min(largest, Math.max(1, zoom.scale * about.by))
  const grown = scale / zoom.scale
  const { point } = about
  return held({ scale, x: point.x - (point.x - zoom.x) * grown, y: point.y - (point.y - zoom.y) * grown }, stage)
}

export function moveBy(zoom: Zoom, by: Point, stage: Stage): Zoom {
  return held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, stage)
}

/** The picture never leaves the stage. */
function held({ scale, x, y }: Zoom, { halfWidth, halfHeight }: Stage): Zoom {
  return { scale, x: within(x, halfWidth * (scale - 1)), y: within(y, halfHeight * (scale - 1)) }
}

function within(value: number, most: number): number {
  // Never minus zero.
  return Math.min(most, Math.max(-most, value)) + 0
}

export function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

export function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 }
}

/** What letting go of a drag over a whole picture means. */
export function swiped(by: Point): 'next' | 'previous' | 'close' | undefined {
  if (Math.abs(by.x) > 60 && Math.abs(by.x) > Math.abs(by.y) * 1.5) return by.x < 0 ? 'next' : 'previous'
  return Math.abs(by.y) > 110 && Math.abs(by.y) > Math.abs(by.x) * 1.5 ? 'close' : undefined
}
