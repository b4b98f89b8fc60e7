import type { PictureView, Rendition } from '@porchlight/contract/pictures'
import type { ShownPicture } from './rows.ts'
import type { PictureSettings } from './settings.ts'

/** What of the context a view needs. */
export interface Viewing {
  readonly pictures: Pick<PictureSettings, 'mediaOrigin'>
}

/** A picture that anyone may see. */
export function pictureView({ pictures }: Viewing, row: ShownPicture): PictureView {
  return viewWith(row, ({ key }) => `${pictures.mediaOrigin}/${key}`)
}

/** Beside a name it is small, and there are many of them: its thumbnail is enough. */
export function smallAvatarView(viewing: Viewing, row: ShownPicture | null): PictureView | null {
  return row === null ? null : smallAvatar(pictureView(viewing, row))
}

export function smallAvatar(view: PictureView): PictureView {
  return { ...view, sources: view.sources.filter(({ name }) => name === 'thumbnail') }
}

export function nullableView(viewing: Viewing, row: ShownPicture | null): PictureView | null {
  return row === null ? null : pictureView(viewing, row)
}

export function viewWith(row: ShownPicture, urlOf: (rendition: Rendition) => string): PictureView {
  return {
    id: row.id,
    state: row.state,
    width: row.width,
    height: row.height,
    placeholder: row.placeholder,
    colour: row.colour,
    animated: row.animated,
    altText: row.alt_text,
    focalPoint: { x: row.focal_x, y: row.focal_y },
    sources: row.renditions.map((rendition) => ({
      name: rendition.name,
      format: rendition.format,
      width: rendition.width,
      height: rendition.height,
      url: urlOf(rendition),
    })),
  }
}
