import type { FocalPoint, Picture, PictureFailure, PictureView } from '@porchlight/contract/pictures'
import type { ProblemCode } from '../../../client/problem.ts'
import type { ChosenFile } from './choose.ts'

/** What went wrong with a picture on its way, or after. */
export type Trouble =
  | { readonly kind: 'upload'; readonly code: 'lost' | 'refused' | 'unfinished' | PictureFailure }
  | { readonly kind: 'problem'; readonly code: ProblemCode }

/** The same bytes would end the same way. */
const final: ReadonlySet<Trouble['code']> = new Set([
  'unfinished',
  'not_a_picture',
  'type_mismatch',
  'damaged',
  'too_many_pixels',
  'too_many_frames',
  'too_large',
  'unsupported',
])

export function isWorthRetrying({ code }: Trouble): boolean {
  return !final.has(code)
}

export type TrayState =
  | { readonly kind: 'granting' }
  | { readonly kind: 'sending'; readonly sent: number }
  | { readonly kind: 'processing' }
  /** A post may take it: there is something to show. */
  | { readonly kind: 'claimable' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

/** A picture of a post that is being written. */
export interface TrayPicture {
  /** In this page; its row, and with it its id, changes with every new attempt. */
  readonly key: string
  /** Null after a reload: what had not arrived then cannot be sent again. */
  readonly chosen: ChosenFile | null
  /** The file itself as an address, until there is something better. */
  readonly preview: string | null
  readonly altText: string
  readonly focalPoint: FocalPoint
  /** Described or focused anew, and the server does not know. */
  readonly unsaved: boolean
  readonly state: TrayState
  readonly picture: Picture | null
}

export type Description = Pick<TrayPicture, 'altText' | 'focalPoint'>

export type TrayAction =
  | { readonly kind: 'added'; readonly pictures: readonly TrayPicture[] }
  | { readonly kind: 'granted'; readonly key: string; readonly picture: Picture }
  | { readonly kind: 'progressed'; readonly key: string; readonly sent: number }
  | { readonly kind: 'arrived'; readonly key: string }
  | { readonly kind: 'seen'; readonly asked: readonly string[]; readonly pictures: readonly Picture[] }
  | { readonly kind: 'failed'; readonly key: string; readonly trouble: Trouble }
  | { readonly kind: 'retried'; readonly key: string }
  | { readonly kind: 'removed'; readonly key: string }
  | { readonly kind: 'moved'; readonly key: string; readonly to: number }
  | { readonly kind: 'described'; readonly key: string; readonly description: Description }
  | { readonly kind: 'saved'; readonly key: string; readonly description: Description }

export type Tray = readonly TrayPicture[]

export function isClaimable(picture: Pick<PictureView, 'state' | 'sources'>): boolean {
  return picture.state === 'ready' || (picture.state === 'processing' && picture.sources.length > 0)
}

export function trayReducer(tray: Tray, action: TrayAction): Tray {
  switch (action.kind) {
    case 'added':
      return [...tray, ...action.pictures]
    case 'removed':
      return tray.filter(({ key }) => key !== action.key)
    case 'moved':
      return moved(tray, action)
    case 'seen':
      return tray.flatMap((entry) => seen(entry, action))
    default:
      return tray.map((entry) => (entry.key === action.key ? changed(entry, action) : entry))
  }
}

type OwnAction = Exclude<TrayAction, { kind: 'added' | 'removed' | 'moved' | 'seen' }>

function changed(entry: TrayPicture, action: OwnAction): TrayPicture {
  switch (action.kind) {
    case 'granted':
      return { ...entry, picture: action.picture, state: { kind: 'sending', sent: 0 } }
    case 'progressed':
      // A late word about an upload that is over changes nothing.
      return entry.state.kind === 'sending' ? { ...entry, state: { kind: 'sending', sent: action.sent } } : entry
    case 'arrived':
      return entry.state.kind === 'sending' ? { ...entry, state: { kind: 'processing' } } : entry
    case 'failed':
      return { ...entry, state: { kind: 'failed', trouble: action.trouble } }
    case 'retried':
      return { ...entry, picture: null, state: { kind: 'granting' } }
    case 'described':
      return { ...entry, ...action.description, unsaved: true }
    case 'saved':
      return isSame(entry, action.description) ? { ...entry, unsaved: false } : entry
  }
}

export function isSame(one: Description, other: Description): boolean {
  return (
    one.altText === other.altText && one.focalPoint.x === other.focalPoint.x && one.focalPoint.y === other.focalPoint.y
  )
}

function moved(tray: Tray, { key, to }: { key: string; to: number }): Tray {
  const entry = tray.find((other) => other.key === key)
  if (entry === undefined) return tray
  return tray.filter((other) => other !== entry).toSpliced(to, 0, entry)
}

interface Seen {
  readonly asked: readonly string[]
  readonly pictures: readonly Picture[]
}

/** What the server says of a picture; one that it no longer knows is gone. */
function seen(entry: TrayPicture, { asked, pictures }: Seen): TrayPicture | readonly TrayPicture[] {
  const id = entry.picture?.id
  if (id === undefined || !asked.includes(id)) return entry
  const picture = pictures.find((one) => one.id === id)
  if (picture === undefined) return []
  const known = { ...entry, picture }
  if (isClaimable(picture)) return { ...known, state: { kind: 'claimable' } }
  if (picture.state === 'failed')
    return { ...known, state: failed({ kind: 'upload', code: picture.failure ?? 'processing_failed' }) }
  const cutOff = picture.state === 'waiting' && entry.chosen === null
  return cutOff ? { ...known, state: failed({ kind: 'upload', code: 'unfinished' }) } : known
}

function failed(trouble: Trouble): TrayState {
  return { kind: 'failed', trouble }
}
