import type { PictureView } from '@porchlight/contract/pictures'

type Sized = Pick<PictureView, 'width' | 'height'>

/** How pictures stand together. One keeps its shape down to 4:5; two take the shape that they have in common. */
export type GridShape = 'single' | 'tall' | 'unknown' | 'pair-tall' | 'pair-square' | 'pair-wide' | 'three' | 'four'

const tallest = 4 / 5

function ratioOf({ width, height }: Sized): number | undefined {
  return width === null || height === null ? undefined : width / height
}

export function gridShape(pictures: readonly Sized[]): GridShape {
  const ratios = pictures.map(ratioOf)
  if (pictures.length === 1) return shapeOfOne(ratios[0])
  if (pictures.length === 2) return shapeOfPair(ratios)
  return pictures.length === 3 ? 'three' : 'four'
}

function shapeOfOne(ratio: number | undefined): GridShape {
  if (ratio === undefined) return 'unknown'
  return ratio < tallest ? 'tall' : 'single'
}

function shapeOfPair(ratios: readonly (number | undefined)[]): GridShape {
  const known = ratios.filter((ratio) => ratio !== undefined)
  if (known.length < 2) return 'pair-square'
  if (known.every((ratio) => ratio > 1.15)) return 'pair-wide'
  return known.every((ratio) => ratio < 0.87) ? 'pair-tall' : 'pair-square'
}
