import { administrationEndpoints } from './administration-endpoints.ts'
import { blockEndpoints } from './block-endpoints.ts'
import { Community, CommunityChange } from './community.ts'
import type { EndpointTable } from './endpoint.ts'
import { identityEndpoints } from './identity-endpoints.ts'
import { Me, MemberListItem, MemberParams, MemberQuery, Profile, ProfileChange } from './members.ts'
import { notificationEndpoints } from './notification-endpoints.ts'
import { PageQuery, pageOf } from './page.ts'
import { pictureEndpoints } from './picture-endpoints.ts'
import { MemberPostsQuery, Post, PostDraft, PostPage, PostParams, Thread } from './posts.ts'

import { reportEndpoints } from './report-endpoints.ts'

/** Every REST endpoint under `/api`: the source of the server's routes, its reference, and the pages' client. */ export const endpoints =
  {
    ...identityEndpoints,

    'GET /community': { summary: 'The community', access: 'anyone', status: 200, response: Community },
    'PATCH /community': {
      summary: 'Change the community',
      access: 'administrator',
      body: CommunityChange,
      status: 200,
      response: Community,
    },

    'GET /me': { summary: 'Your account', access: 'member', status: 200, response: Me },
    'PATCH /me': {
      summary: 'Change your profile',
      access: 'member',
      body: ProfileChange,
      status: 200,
      response: Me,
      errors: ['picture_unavailable'],
    },

    'GET /members': {
      summary: 'Members, newest first, or those of some ids',
      access: 'anyone',
      query: MemberQuery,
      status: 200,
      response: pageOf(MemberListItem),
    },
    'GET /members/:handle': {
      summary: 'A profile',
      access: 'anyone',
      params: MemberParams,
      status: 200,
      response: Profile,
    },
    'GET /members/:handle/posts': {
      summary: 'What a member wrote, newest first',
      access: 'anyone',
      params: MemberParams,
      query: MemberPostsQuery,
      status: 200,
      response: PostPage,
    },
    'GET /members/:handle/followers': {
      summary: 'Who follows a member, latest first',
      access: 'anyone',
      params: MemberParams,
      query: PageQuery,
      status: 200,
      response: pageOf(MemberListItem),
    },
    'GET /members/:handle/following': {
      summary: 'Whom a member follows, latest first',
      access: 'anyone',
      params: MemberParams,
      query: PageQuery,
      status: 200,
      response: pageOf(MemberListItem),
    },
    'PUT /members/:handle/follow': {
      summary: 'Follow',
      access: 'member',
      params: MemberParams,
      status: 200,
      response: Profile,
      errors: ['follow_yourself', 'follow_refused', 'follow_limit'],
    },
    'DELETE /members/:handle/follow': {
      summary: 'Unfollow',
      access: 'member',
      params: MemberParams,
      status: 200,
      response: Profile,
    },

    ...blockEndpoints,

    'POST /posts': {
      summary: 'Publish a post or a reply',
      access: 'member',
      body: PostDraft,
      status: 201,
      response: Post,
      idempotencyKey: true,
      errors: ['reply_target_missing', 'picture_unavailable'],
    },
    'GET /posts/:postId': { summary: 'A post', access: 'anyone', params: PostParams, status: 200, response: Post },
    'DELETE /posts/:postId': {
      summary: 'Delete a post',
      access: 'member',
      params: PostParams,
      status: 204,
      errors: ['not_yours'],
    },
    'GET /posts/:postId/thread': {
      summary: 'A post, what it answers, and its first replies',
      access: 'anyone',
      params: PostParams,
      status: 200,
      response: Thread,
    },
    'GET /posts/:postId/replies': {
      summary: 'Replies to a post, oldest first',
      access: 'anyone',
      params: PostParams,
      query: PageQuery,
      status: 200,
      response: PostPage,
    },
    'PUT /posts/:postId/like': { summary: 'Like', access: 'member', params: PostParams, status: 200, response: Post },
    'DELETE /posts/:postId/like': {
      summary: 'Take a like back',
      access: 'member',
      params: PostParams,
      status: 200,
      response: Post,
    },

    ...pictureEndpoints,

    'GET /timelines/home': {
      summary: 'Posts of the members you follow and your own, newest first',
      access: 'member',
      query: PageQuery,
      status: 200,
      response: PostPage,
    },
    'GET /timelines/community': {
      summary: 'Posts of everyone, newest first',
      access: 'anyone',
      query: PageQuery,
      status: 200,
      response: PostPage,
    },

    ...notificationEndpoints,

    ...reportEndpoints,

    ...administrationEndpoints,
  } as const satisfies EndpointTable

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
