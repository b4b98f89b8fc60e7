import { util } from '@aws-appsync/utils'
import { messagingLimits, publisher } from '@porchlight/contract/messaging-limits'
import { fail } from './fail.ts'

/** What our handlers read of AppSync's context, in our own token's terms. */
export interface Context<Args, Stash = unknown, Result = unknown> {
  readonly args: Args
  readonly stash: Stash
  readonly prev: { readonly result: unknown }
  readonly result: Result
  readonly error?: { readonly message: string; readonly type: string } | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly identity: {
    readonly sub: string
    readonly claims: { readonly role?: string; readonly sid?: string }
  }
  readonly request: { readonly headers: Readonly<Record<string, string | undefined>> }
}

type Identified = Pick<Context<unknown>, 'identity'>

function isPublisher({ identity }: Identified): boolean {
  return identity.sub === publisher.subject && identity.claims.role === publisher.role
}

/** The member who calls. */
export function caller(ctx: Identified): string {
  const { sub, claims } = ctx.identity
  // Either alone is refused, too: nobody is half a publisher.
  if (sub === publisher.subject || claims.role === publisher.role) util.unauthorized()
  return sub
}

export function onlyPublisher(ctx: Identified): void {
  if (!isPublisher(ctx)) util.unauthorized()
}

/** `ctx.env` has each limit under its name, where the operator set it otherwise. */
export function limitOf(ctx: Pick<Context<unknown>, 'env'>, name: keyof typeof messagingLimits): number {
  const given = ctx.env[name]
  if (!given) return messagingLimits[name]
  const limit: unknown = JSON.parse(given)
  if (typeof limit !== 'number') fail('Unavailable')
  return limit
}
