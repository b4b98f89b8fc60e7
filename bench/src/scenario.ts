import { v7 } from 'uuid'
import type { LoadRequest } from './load-job.ts'
import type { SignedIn } from './members.ts'

/** A kind of request that is measured. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly expectedStatus: number
  readonly writes: boolean
  /** Held to what is promised of timelines. */
  readonly isTimeline: boolean
  /** What is asked, over and over, in turn. */
  requests(asked: Asked): readonly LoadRequest[]
}

export interface Asked {
  readonly members: readonly SignedIn[]
  readonly postIds: readonly string[]
}

/** The edge names each request and says whom it is for; one that came without would be named by `api`. */
const fromEdge = { 'x-request-id': '01a20bc3-77d1-71df-bb0d-fe0cb159ab5c', 'x-forwarded-for': '192.0.2.1' }

const ownHome = (): string => '/api/timelines/home'
const community = (): string => '/api/timelines/community'
const somePost = (id: string): string => `/api/posts/${id}`

export const reads: readonly Scenario[] = [
  { ...read('home', 'GET home timeline', { as: 'member', path: ownHome }), isTimeline: true },
  { ...read('community', 'GET community timeline, as a member', { as: 'member', path: community }), isTimeline: true },
  {
    ...read('visitor-community', 'GET community timeline, signed out', { as: 'visitor', path: community }),
    isTimeline: true,
  },
  read('post', 'GET one post, as a member', { as: 'member', path: somePost }),
  read('visitor-post', 'GET one post, signed out', { as: 'visitor', path: somePost }),
]

/** As the pages send it: with a key, so that it can be sent again safely. */
export const publish: Scenario = {
  name: 'publish',
  title: 'POST a post',
  expectedStatus: 201,
  writes: true,
  isTimeline: false,
  requests: ({ members }) =>
    members.map(({ token }) => ({
      method: 'POST',
      path: '/api/posts',
      headers: {
        ...fromEdge,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': v7(),
      },
      body: JSON.stringify({ text: 'The lamp on our porch is lit tonight: bring a chair and your stories.' }),
      freshKey: true,
    })),
}

interface Reading {
  readonly as: 'member' | 'visitor'
  readonly path: (postId: string) => string
}

/** Asks for every post, each as another reader. */
function read(name: string, title: string, { as, path }: Reading): Scenario {
  return {
    name,
    title,
    expectedStatus: 200,
    writes: false,
    isTimeline: false,
    requests: ({ members, postIds }) =>
      postIds.map((id, index) => {
        const token = members[index % members.length]?.token ?? ''
        return {
          method: 'GET',
          path: path(id),
          headers: { ...fromEdge, ...(as === 'member' && { authorization: `Bearer ${token}` }) },
          freshKey: false,
        }
      }),
  }
}
