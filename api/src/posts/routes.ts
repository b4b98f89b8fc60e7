import { Post } from '@porchlight/contract/posts'
import type { Context } from '../context.ts'
import { answerOnce } from '../http/idempotency.ts'
import { type App, route } from '../http/route.ts'
import {
  likePost,
  publishPost,
  readMemberPosts,
  readPost,
  readReplies,
  readThread,
  removePost,
  takeLikeBack,
} from './service.ts'

export function postRoutes(app: App, ctx: Context): void {
  readRoutes(app, ctx)
  route(app, ctx, {
    endpoint: 'POST /posts',
    handle: ({ viewer, body, request, reply }) =>
      publishPost(ctx, viewer, {
        draft: body,
        once: (work) => answerOnce(ctx, { viewer, request, reply, answer: Post }, work),
      }),
  })
  route(app, ctx, {
    endpoint: 'DELETE /posts/:postId',
    async handle({ viewer, params }) {
      await removePost(ctx, viewer, params.postId)
      return undefined
    },
  })
  route(app, ctx, {
    endpoint: 'PUT /posts/:postId/like',
    handle: ({ viewer, params }) => likePost(ctx, viewer, params.postId),
  })
  route(app, ctx, {
    endpoint: 'DELETE /posts/:postId/like',
    handle: ({ viewer, params }) => takeLikeBack(ctx, viewer, params.postId),
  })
}

function readRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'GET /posts/:postId',
    handle: ({ viewer, params }) => readPost(ctx, viewer, params.postId),
  })
  route(app, ctx, {
    endpoint: 'GET /posts/:postId/thread',
    handle: ({ viewer, params }) => readThread(ctx, viewer, params.postId),
  })
  route(app, ctx, {
    endpoint: 'GET /posts/:postId/replies',
    handle: ({ viewer, params, query }) => readReplies(ctx, viewer, { postId: params.postId, query }),
  })
  route(app, ctx, {
    endpoint: 'GET /members/:handle/posts',
    handle: ({ viewer, params, query }) => readMemberPosts(ctx, viewer, { handle: params.handle, query }),
  })
}
