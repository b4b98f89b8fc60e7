import type { FocalPoint } from '@porchlight/contract/pictures'

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where in a box a touch is, kept inside it. */
export function pointIn(box: Box, at: { readonly clientX: number; readonly clientY: number }): FocalPoint {
  return { x: fraction((at.clientX - box.left) / box.width), y: fraction((at.clientY - box.top) / box.height) }
}

const directions: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** An arrow key moves it by a twentieth, with Shift by a hundredth; any other key is not for it. */
export function movedByKey(
  point: FocalPoint,
  key: { readonly key: string; readonly shiftKey: boolean },
): FocalPoint | undefined {
  const direction = directions[key.key]
  if (direction === undefined) return undefined
  const step = key.shiftKey ? 0.01 : 0.05
  return { x: fraction(point.x + direction.x * step), y: fraction(point.y + direction.y * step) }
}

function fraction(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
}

interface Crop {
  readonly point: FocalPoint
  /** Width by height. */
  readonly picture: number
  readonly frame: number
}

/**
 * How a picture lies in a frame that it fills, in fractions as CSS's `object-position` counts them, when what is cut off
 * leaves the focal point as near to the middle as the picture's edges let it.
 */
export function positionIn({ point, picture, frame }: Crop): FocalPoint {
  return { x: along(point.x, frame / picture), y: along(point.y, picture / frame) }
}

/** `seen`: which part of this side the frame shows; all of it at 1 and above. */
function along(focal: number, seen: number): number {
  if (seen >= 1) return 0.5
  const start = Math.min(1 - seen, Math.max(0, focal - seen / 2))
  return start / (1 - seen)
}

/** The focal point after the picture has been dragged by so much of the frame. */
export function draggedIn({ point, picture, frame }: Crop, by: FocalPoint): FocalPoint {
  const [seenX, seenY] = [Math.min(1, frame / picture), Math.min(1, picture / frame)]
  return { x: pulled(point.x, seenX, by.x), y: pulled(point.y, seenY, by.y) }
}

function pulled(focal: number, seen: number, by: number): number {
  if (seen >= 1) return 0.5
  return Math.min(1 - seen / 2, Math.max(seen / 2, focal - by * seen))
}
