import type { PictureView, RenditionFormat, RenditionName } from '@porchlight/contract/pictures'

type Sources = PictureView['sources']

/** `srcset` of one format, the narrowest first; empty where no file of it is there yet. */
export function srcSetOf(sources: Sources, format: RenditionFormat): string {
  return sources
    .filter((source) => source.format === format)
    .sort((one, other) => one.width - other.width)
    .map((source) => `${source.url} ${source.width}w`)
    .join(', ')
}

const plainFirst: readonly RenditionFormat[] = ['webp', 'avif']

/** The address for whoever takes only one: the wished size or the next that is there, in the format that more can read. */
export function addressOf(sources: Sources, wished: RenditionName): string | undefined {
  const order: readonly RenditionName[] =
    wished === 'thumbnail' ? ['thumbnail', 'medium', 'large'] : [wished, 'large', 'medium', 'thumbnail']
  for (const name of order) {
    for (const format of plainFirst) {
      const found = sources.find((source) => source.name === name && source.format === format)
      if (found) return found.url
    }
  }
  return undefined
}

/**
 * What stays in view when a picture is cropped, in steps of a tenth: by class, because the pages' policy lets no element
 * carry a style of its own.
 */
export function focalClass({ x, y }: PictureView['focalPoint']): string {
  return `focal-x-${Math.round(x * 10)} focal-y-${Math.round(y * 10)}`
}
