import type { FocalPoint, PicturePurpose } from '@porchlight/contract/pictures'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Region extends Size {
  readonly left: number
  readonly top: number
}

/** Width to height. What is not named is shown as it is. */
const aspectRatios: Partial<Record<PicturePurpose, number>> = { avatar: 1, banner: 3 }

/** The part of an upright picture that is kept: as large as it can be, its middle as near the focal point as it can be. */
export function cropFor(purpose: PicturePurpose, size: Size, focalPoint: FocalPoint): Region {
  const ratio = aspectRatios[purpose] ?? size.width / size.height
  const width = Math.max(1, Math.min(size.width, Math.round(size.height * ratio)))
  const height = Math.max(1, Math.min(size.height, Math.round(size.width / ratio)))
  return {
    width,
    height,
    left: startOf(focalPoint.x * size.width, width, size.width),
    top: startOf(focalPoint.y * size.height, height, size.height),
  }
}

function startOf(middle: number, length: number, available: number): number {
  return Math.max(0, Math.min(available - length, Math.round(middle - length / 2)))
}

/** Never enlarged, never without a pixel. */
export function fitWithin(size: Size, longestSide: number): Size {
  const scale = Math.min(1, longestSide / Math.max(size.width, size.height))
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  }
}
