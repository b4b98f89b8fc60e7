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

export const reads: readonly Scenario[] = [
  read('home', 'GET home timeline', ({ members }) => members.map((member) => ['/api/timelines/home', member])),
  read('community', 'GET community timeline', ({ members }) =>
    members.map((member) => ['/api/timelines/community', member]),
  ),
  read('post', 'GET one post', ({ members, postIds }) =>
    postIds.flatMap((id, index) => {
      const member = members[index % members.length]
      return member === undefined ? [] : [[`/api/posts/${id}`, member]]
    }),
  ),
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
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': v7(),
      },
      body: JSON.stringify({ text: 'The lamp on our porch is lit tonight: bring a chair and your stories.' }),
      freshKey: true,
    })),
}

function read(name: string, title: string, addresses: (asked: Asked) => (readonly [string, SignedIn])[]): Scenario {
  return {
    name,
    title,
    expectedStatus: 200,
    writes: false,
    isTimeline: name !== 'post',
    requests: (asked) =>
      addresses(asked).map(([path, { token }]) => ({
        method: 'GET',
        path,
        headers: { authorization: `Bearer ${token}` },
        freshKey: false,
      })),
  }
}
