import { graphqlPath } from '@porchlight/system/graphql-api'
import { Pool } from 'undici'
import { z } from 'zod'

/** Where the messaging tier takes mutations: a socket on one machine, an address on AWS. */
export type GraphqlTarget =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }

export interface GraphqlClient {
  /** Resolves once the mutation was accepted, with what it selects. @throws when it was not, or not in time. */
  send(mutation: { readonly query: string; readonly variables: object }): Promise<unknown>
  close(): Promise<void>
}

interface ClientSettings {
  readonly target: GraphqlTarget
  /** `api`'s own token, or a member's. */
  readonly issueToken: () => Promise<{ token: string; expiresAt: Date }>
  readonly now: () => Date
}

const maxConnections = 4
const timeoutMs = 3_000
/** A token that is about to end is not good for a request that waits in line. */
const renewBeforeMs = 60_000

const Answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ errorType: z.string().nullish() }))
    .min(1)
    .optional(),
})

export function openGraphqlClient({ target, issueToken, now }: ClientSettings): GraphqlClient {
  const url = new URL(target.kind === 'socket' ? `http://messaging${graphqlPath}` : target.url)
  const pool = new Pool(url.origin, {
    connections: maxConnections,
    ...(target.kind === 'socket' && { connect: { socketPath: target.path } }),
  })
  let issued: ReturnType<typeof issueToken> | undefined
  async function token(): Promise<string> {
    const known = await issued?.catch(() => undefined)
    if (known !== undefined && known.expiresAt.getTime() - now().getTime() > renewBeforeMs) return known.token
    issued = issueToken()
    return (await issued).token
  }

  async function send(mutation: { query: string; variables: object }): Promise<unknown> {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { 'content-type': 'application/json', authorization: await token() },
      body: JSON.stringify(mutation),
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (statusCode === 401) issued = undefined
    if (statusCode !== 200) {
      await body.dump()
      throw new Error(`The messaging tier answered ${statusCode}`)
    }
    const { data, errors } = Answer.parse(await body.json())
    if (errors !== undefined) throw new Error(`The messaging tier refused: ${errors[0]?.errorType ?? 'an error'}`)
    return data
  }

  return { send, close: () => pool.destroy() }
}
