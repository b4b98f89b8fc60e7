import type { PictureView } from '@porchlight/contract/pictures'
import type { Attachment } from '@porchlight/messaging/client'
import { useQuery } from '@tanstack/react-query'
import { useCall } from '../../../app/context.tsx'

/** Each file's address is good for ten minutes; a page that stays open asks again in time. */
const freshMs = 8 * 60_000

/** The pictures of a message: what is known of them at once, their files as soon as they have been asked for. */
export function useSharedPictures(attachments: readonly Attachment[]): readonly PictureView[] {
  const call = useCall()
  const refs = attachments.map(({ pictureId, key }) => `${pictureId}.${key}`).join(',')
  const { data } = useQuery({
    queryKey: ['shared-pictures', refs],
    queryFn: ({ signal }) => call('GET /pictures/shared', { query: { refs }, signal }),
    enabled: refs !== '',
    staleTime: freshMs,
    refetchInterval: freshMs,
  })
  return attachments.map(
    (attachment) => data?.items.find(({ id }) => id === attachment.pictureId) ?? placeholderOf(attachment),
  )
}

function placeholderOf({ pictureId, width, height, placeholder, colour, altText }: Attachment): PictureView {
  return {
    id: pictureId,
    state: 'processing',
    width,
    height,
    placeholder,
    colour,
    animated: false,
    altText,
    focalPoint: { x: 0.5, y: 0.5 },
    sources: [],
  }
}

/** The member's own pictures, while the message that they belong to is on its way. */
export function useOwnPictures(pictureIds: readonly string[]): readonly PictureView[] {
  const call = useCall()
  const ids = pictureIds.join(',')
  const { data } = useQuery({
    queryKey: ['own-pictures', ids],
    queryFn: ({ signal }) => call('GET /pictures', { query: { ids }, signal }),
    enabled: ids !== '',
  })
  return data?.items ?? []
}
