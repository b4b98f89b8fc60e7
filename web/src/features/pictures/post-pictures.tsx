import type { PictureView } from '@porchlight/contract/pictures'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslate } from '../../i18n/translate.tsx'
import { type GridShape, gridShape } from './grid.ts'
import { openLightbox, preloadLightbox } from './open-lightbox.ts'
import { Picture } from './picture.tsx'
import { Placeholder } from './placeholder.tsx'
import { addressOf } from './sources.ts'

type Place = 'list' | 'focus' | 'message'

interface PostPicturesProps {
  readonly pictures: readonly PictureView[]
  /** Only whoever posted it can do something about a picture that could not be made. */
  readonly isYours: boolean
  readonly place: Place
  /** What the reader sees first: not left for later. */
  readonly lead?: boolean
}

/** The pictures of a post, laid out by their shapes; each opens large. */
export function PostPictures({ pictures, isYours, place, lead = false }: PostPicturesProps): ReactNode {
  const shown = pictures.filter((picture) => isYours || picture.state !== 'failed' || picture.sources.length > 0)
  if (shown.length === 0) return null
  const shape = gridShape(shown)
  return (
    <div className={`pictures pictures-${shape}${shown.length > 1 ? ' pictures-grid' : ''}`}>
      {shown.map((picture, index) => (
        <PlacedPicture
          key={picture.id}
          picture={picture}
          pictures={shown}
          sizes={sizesOf(shape, place)}
          urgency={urgencyOf(lead, index)}
        />
      ))}
    </div>
  )
}

function urgencyOf(lead: boolean, index: number): 'first' | 'soon' | 'later' {
  if (!lead) return 'later'
  return index === 0 ? 'first' : 'soon'
}

/** As the style sheets lay the columns out. */
const columns = { focus: [558, 32], list: [502, 88], message: [360, 110] } as const

function sizesOf(shape: GridShape, place: Place): string {
  const [column, inset] = columns[place]
  const alone = shape === 'single' || shape === 'tall' || shape === 'unknown'
  return alone
    ? `(min-width: 760px) ${column}px, calc(100vw - ${inset}px)`
    : `(min-width: 760px) ${column / 2}px, calc(50vw - ${inset / 2}px)`
}

interface PlacedPictureProps {
  readonly picture: PictureView
  readonly pictures: readonly PictureView[]
  readonly sizes: string
  readonly urgency: 'first' | 'soon' | 'later'
}

function PlacedPicture({ picture, pictures, sizes, urgency }: PlacedPictureProps): ReactNode {
  const t = useTranslate()
  const address = addressOf(picture.sources, 'large')
  const number = pictures.indexOf(picture) + 1
  if (address === undefined) return <AbsentPicture picture={picture} />

  function open(event: MouseEvent<HTMLAnchorElement>): void {
    // A new tab or a download is the reader's own wish.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    openLightbox({ pictures, index: number - 1, from: event.currentTarget })
  }

  return (
    <a
      className="picture"
      href={address}
      target="_blank"
      rel="noopener"
      aria-label={picture.altText === '' ? t('picture.open', { number, count: pictures.length }) : undefined}
      onPointerEnter={preloadLightbox}
      onFocus={preloadLightbox}
      onClick={open}
    >
      <Picture picture={picture} sizes={sizes} urgency={urgency} />
    </a>
  )
}

/** Nothing to show yet, or ever. */
function AbsentPicture({ picture }: { picture: PictureView }): ReactNode {
  const t = useTranslate()
  const failed = picture.state === 'failed'
  return (
    <span className={failed ? 'picture picture-absent picture-failed' : 'picture picture-absent'}>
      {!failed && <Placeholder picture={picture} />}
      <span className="picture-word">{t(failed ? 'picture.failed' : 'picture.processing')}</span>
    </span>
  )
}
