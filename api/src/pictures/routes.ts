import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { grantPicture } from './grants.ts'
import { claimMessagePictures, listSharedPictures, releasePictures } from './messages.ts'
import { takePictureEvent } from './notifications.ts'
import { changePicture, deletePicture, listPictures, readPicture } from './service.ts'

export function pictureRoutes(app: App, ctx: Context): void {
  messagePictureRoutes(app, ctx)
  route(app, ctx, { endpoint: 'POST /pictures', handle: ({ viewer, body }) => grantPicture(ctx, viewer, body) })
  route(app, ctx, { endpoint: 'GET /pictures', handle: ({ viewer, query }) => listPictures(ctx, viewer, query.ids) })
  route(app, ctx, {
    endpoint: 'GET /pictures/:pictureId',
    handle: ({ viewer, params }) => readPicture(ctx, viewer, params.pictureId),
  })
  route(app, ctx, {
    endpoint: 'PATCH /pictures/:pictureId',
    handle: ({ viewer, params, body }) => changePicture(ctx, viewer, { pictureId: params.pictureId, change: body }),
  })
  route(app, ctx, {
    endpoint: 'DELETE /pictures/:pictureId',
    async handle({ viewer, params }) {
      await deletePicture(ctx, viewer, params.pictureId)
      return undefined
    },
  })
  route(app, ctx, {
    endpoint: 'POST /hooks/pictures',
    async handle({ body, request }) {
      await takePictureEvent(ctx, { hookId: request.hookId, event: body })
      return undefined
    },
  })
}

function messagePictureRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'POST /pictures/claims',
    handle: ({ viewer, body }) => claimMessagePictures(ctx, viewer, body),
  })
  route(app, ctx, {
    endpoint: 'POST /pictures/releases',
    async handle({ viewer, body }) {
      await releasePictures(ctx, viewer, body)
      return undefined
    },
  })
  route(app, ctx, { endpoint: 'GET /pictures/shared', handle: ({ query }) => listSharedPictures(ctx, query) })
}
