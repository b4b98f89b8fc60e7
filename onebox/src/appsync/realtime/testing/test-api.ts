import type { Executor } from '../../executor.ts'
import type { Caller, GraphqlRequest } from '../../graphql-request.ts'
import type { Authenticator } from '../../identity.ts'
import type { SubscriptionSelection } from '../../subscription.ts'

/** A token names its member; `expired` is nobody's. */
export const tokenOf = (member: string): string => `token-of-${member}`

export const testAuthenticator: Authenticator = {
  authenticate: async (authorization = '') => {
    const member = /^(?:Bearer )?token-of-(\w+)$/.exec(authorization)?.[1]
    if (member === undefined || member === 'expired') {
      return { kind: 'refused', message: 'You are not authorized to make this call.' }
    }
    return { kind: 'identified', identity: { sub: member, issuer: 'https://issuer.example', claims: {} } }
  },
}

/** One object for the same words, as the API's own executor has it. */
const selections = new Map<string, SubscriptionSelection>()

function selectionOf(query: string): SubscriptionSelection {
  const known = selections.get(query)
  if (known !== undefined) return known
  const names = /\{ \w+ \{ (.*?) \} \}/.exec(query)?.[1]?.split(' ') ?? []
  const selection: SubscriptionSelection = {
    answer: ({ data }) => ({ data: { onEntry: Object.fromEntries(names.map((name) => [name, data[name] ?? null])) } }),
  }
  selections.set(query, selection)
  return selection
}

/** `onEntry` brings members what they are recipients of; `mine: false` everything with the arguments' values. */
export const testExecutor: Executor = {
  execute: async () => ({ data: null }),
  subscribe: async ({ query, variables = {} }: GraphqlRequest, { identity }: Caller) => {
    if (!query.startsWith('subscription')) {
      const message = 'query not supported through the realtime channel'
      return { kind: 'refused', errors: [fault('UnsupportedOperation', message)] }
    }
    if (query.includes('forbidden')) return { kind: 'refused', errors: [fault('Unauthorized', 'Not Authorized')] }
    const mine = { fieldName: 'recipientIds', operator: 'contains', value: identity.sub } as const
    const session = { fieldName: 'memberId', operator: 'eq', value: identity.sub } as const
    return {
      kind: 'subscribed',
      field: 'onEntry',
      mutations: ['sendMessage'],
      filter: query.includes('everything')
        ? { kind: 'basic', arguments: variables }
        : { kind: 'enhanced', filterGroup: [{ filters: [mine] }] },
      invalidation: { filterGroup: [{ filters: [session] }] },
      selection: selectionOf(query),
    }
  },
}

function fault(errorType: string, message: string) {
  return { path: null, data: null, errorType, errorInfo: null, locations: null, message }
}

interface StartOptions {
  readonly member?: string
  readonly query?: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** A `start` as Amplify sends it. */
export function start(id: string, { member = 'ada', query = ownEntries, variables = {} }: StartOptions = {}): object {
  const authorization = { host: 'porch.example', Authorization: tokenOf(member) }
  return { id, type: 'start', payload: { data: JSON.stringify({ query, variables }), extensions: { authorization } } }
}

export const ownEntries = 'subscription Own { onEntry { number body } }'
export const everything = 'subscription everything { onEntry { number body } }'

/** The types of the errors that a message holds. */
export const errorTypes = (message: Readonly<Record<string, unknown>>) =>
  [...JSON.stringify(message).matchAll(/"errorType":"(\w+)"/g)].map(([, name]) => name)
