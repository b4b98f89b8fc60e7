import type { EndpointTable } from './endpoint.ts'
import { ClaimedPictures, PictureClaim, PictureRelease, SharedPictures, SharedPicturesQuery } from './messaging.ts'
import { PictureEvent } from './picture-events.ts'
import {
  GrantedPicture,
  Picture,
  PictureChange,
  PictureDraft,
  PictureParams,
  Pictures,
  PicturesQuery,
} from './pictures.ts'

/** A member's pictures, and those that messages show. */
export const pictureEndpoints = {
  'POST /pictures': {
    summary: 'Ask to upload a picture',
    access: 'member',
    body: PictureDraft,
    status: 201,
    response: GrantedPicture,
    errors: ['upload_limit_reached', 'picture_quota_reached', 'storage_full'],
  },
  'GET /pictures': {
    summary: 'Some of your pictures',
    access: 'member',
    query: PicturesQuery,
    status: 200,
    response: Pictures,
  },
  'GET /pictures/:pictureId': {
    summary: 'One of your pictures',
    access: 'member',
    params: PictureParams,
    status: 200,
    response: Picture,
  },
  'PATCH /pictures/:pictureId': {
    summary: 'Describe one of your pictures, or say what must stay in view',
    access: 'member',
    params: PictureParams,
    body: PictureChange,
    status: 200,
    response: Picture,
  },
  'DELETE /pictures/:pictureId': {
    summary: 'Delete one of your pictures, wherever it is shown',
    access: 'member',
    params: PictureParams,
    status: 204,
    errors: ['post_would_be_empty'],
  },
  'POST /pictures/claims': {
    summary: 'Let a message of yours show pictures; again for the same message, the same answer',
    access: 'member',
    body: PictureClaim,
    status: 200,
    response: ClaimedPictures,
    errors: ['picture_unavailable'],
  },
  'POST /pictures/releases': {
    summary: 'Delete pictures that messages of yours showed',
    access: 'member',
    body: PictureRelease,
    status: 204,
  },
  'GET /pictures/shared': {
    summary: 'Pictures of messages, for who has their keys',
    access: 'member',
    query: SharedPicturesQuery,
    status: 200,
    response: SharedPictures,
  },
  'POST /hooks/pictures': {
    summary: 'What the image function tells of a picture',
    access: 'hook',
    body: PictureEvent,
    status: 204,
  },
} as const satisfies EndpointTable
