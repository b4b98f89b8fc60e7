import { runtime } from '@aws-appsync/utils'
import type { Context } from './context.ts'
import { isNothing } from './nothing.ts'

/** As GraphQL's `Person`, and whether the caller may write to them. */
export interface Person {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly avatarUrl: string | null
  /** `request`: what the caller writes waits until it is accepted. */
  readonly reach: string
}

interface MemberAnswer {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly avatar?: { readonly sources?: readonly { readonly name: string; readonly url: string }[] } | null
  readonly viewer?: { readonly reach?: string } | null
}

export interface PeopleStash {
  /** Whom to ask for. */
  peopleIds?: readonly string[]
  /** By id; undefined where `api` could not be asked. */
  people?: Readonly<Record<string, Person>> | undefined
}

export interface HttpResult {
  readonly statusCode: number
  readonly body: string
}

export type HttpContext<Stash> = Context<unknown, Stash, HttpResult | null>

/** At most this many are asked for at once. */
export const maxPeople = 100

/** Asks `api` in the caller's own name. */
export function askForPeople(ctx: HttpContext<PeopleStash>) {
  const ids = (ctx.stash.peopleIds ?? []).slice(0, maxPeople)
  if (ids.length === 0) runtime.earlyReturn(ctx.prev.result)
  return {
    method: 'GET',
    resourcePath: '/api/members',
    params: { query: { ids: ids.join(',') }, headers: authorization(ctx) },
  }
}

export function takePeople({ stash, result, error, prev }: HttpContext<PeopleStash>): unknown {
  if (error || isNothing(result) || result.statusCode !== 200) return prev.result
  const answer: { readonly items?: readonly MemberAnswer[] } = JSON.parse(result.body)
  const people: Record<string, Person> = {}
  for (const member of answer.items ?? []) people[member.id] = personOf(member)
  stash.people = people
  return prev.result
}

function personOf({ id, handle, name, avatar, viewer }: MemberAnswer): Person {
  const sources = avatar?.sources ?? []
  const source = sources.find((one) => one.name === 'thumbnail') ?? sources[0]
  return { id, handle, name, avatarUrl: source?.url ?? null, reach: viewer?.reach ?? 'closed' }
}

/** A client may send its token bare; `api` takes it as a bearer's only. */
export function authorization(ctx: Pick<Context<unknown>, 'request'>): Record<string, string> {
  const token = ctx.request.headers.authorization ?? ''
  return { Authorization: token.startsWith('Bearer ') ? token : `Bearer ${token}` }
}

/** In the order asked for, those that `api` knows. */
export function peopleNamed(stash: PeopleStash, ids: readonly string[]): Omit<Person, 'reach'>[] {
  const people: Omit<Person, 'reach'>[] = []
  for (const memberId of ids) {
    const person = stash.people?.[memberId]
    if (person !== undefined) {
      const { id, handle, name, avatarUrl } = person
      people.push({ id, handle, name, avatarUrl })
    }
  }
  return people
}
