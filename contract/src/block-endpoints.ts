import type { EndpointTable } from './endpoint.ts'
import { MemberListItem, MemberParams, Profile } from './members.ts'
import { PageQuery, pageOf } from './page.ts'

/** Whom a member wants nothing to do with, and whose posts they do not want to see. Only they know. */
export const blockEndpoints = {
  'PUT /members/:handle/block': {
    summary: 'Block: neither of you sees, follows or writes to the other any more',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
    errors: ['block_yourself', 'block_limit'],
  },
  'DELETE /members/:handle/block': {
    summary: 'Take a block back',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
  },
  'GET /me/blocks': {
    summary: 'Whom you blocked, latest first',
    access: 'member',
    query: PageQuery,
    status: 200,
    response: pageOf(MemberListItem),
  },
  'PUT /members/:handle/mute': {
    summary: 'Mute: their posts leave your timelines',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
    errors: ['block_yourself', 'block_limit'],
  },
  'DELETE /members/:handle/mute': {
    summary: 'Take a mute back',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
  },
  'GET /me/mutes': {
    summary: 'Whom you muted, latest first',
    access: 'member',
    query: PageQuery,
    status: 200,
    response: pageOf(MemberListItem),
  },
} as const satisfies EndpointTable
