import { DomainError, type Fault } from '@porchlight/contract/errors'
import type { Setup, SignUp } from '@porchlight/contract/identity'
import { z } from 'zod'
import { claimInvitation, requireInvitation } from '../admission/invitations.ts'
import { selectCommunity } from '../community/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { insertAccount, selectTaken } from './account-queries.ts'
import { hashPassword } from './password-hash.ts'
import { claimSetupToken, isSetupTokenGood } from './setup-token-queries.ts'
import { hashToken } from './token-hash.ts'

/**
 * Makes the first administrator and uses up the set-up token, or neither.
 *
 * @throws {DomainError} `setup_token_invalid`, `handle_taken`, `email_taken`
 */
export async function setUp(ctx: Context, { token, ...draft }: Setup): Promise<void> {
  const hash = hashToken(token)
  if (!(await isSetupTokenGood(ctx.db, hash))) throw new DomainError('setup_token_invalid')
  await createAccount(ctx, { ...draft, role: 'administrator', status: 'active' }, async (tx) => {
    if (!(await claimSetupToken(tx, hash))) throw new DomainError('setup_token_invalid')
  })
}

/**
 * Makes an account as the community's policy has it, and takes one use of the invitation, or neither.
 *
 * @throws {DomainError} `setup_required`, `invitation_required`, `invitation_invalid`, `handle_taken`, `email_taken`
 */
export async function signUp(ctx: Context, { invitation, ...draft }: SignUp): Promise<void> {
  const { has_administrator, join_policy } = await selectCommunity(ctx.db)
  if (!has_administrator) throw new DomainError('setup_required')
  if (join_policy !== 'invitation') {
    const status = join_policy === 'approval' ? 'pending' : 'active'
    return await createAccount(ctx, { ...draft, role: 'member', status }, async () => {})
  }
  if (invitation === undefined) throw new DomainError('invitation_required')
  await requireInvitation(ctx, invitation)
  await createAccount(ctx, { ...draft, role: 'member', status: 'active' }, (tx) => claimInvitation(tx, invitation))
}

type AccountDraft = Omit<SignUp, 'invitation'> & { role: 'member' | 'administrator'; status: 'active' | 'pending' }

/** @param claim takes, in the same transaction, what entitles to the account. */
async function createAccount(ctx: Context, draft: AccountDraft, claim: (tx: Db) => Promise<void>): Promise<void> {
  const taken = await selectTaken(ctx.db, draft)
  if (taken.handle || taken.email) throw takenError(taken)
  const { password, ...given } = draft
  const passwordHash = await hashPassword(password)
  try {
    await ctx.db.transaction().execute(async (tx) => {
      await claim(tx)
      await insertAccount(tx, { ...given, id: ctx.newId(), accountId: ctx.newId(), passwordHash })
    })
  } catch (error) {
    const constraint = UniqueViolation.safeParse(error).data?.constraint
    if (constraint === undefined) throw error
    throw takenError({ handle: constraint === 'member_handle_key', email: constraint === 'member_email_key' })
  }
}

/** Someone else was faster by a moment. */
const UniqueViolation = z.object({
  code: z.literal('23505'),
  constraint: z.enum(['member_handle_key', 'member_email_key']),
})

function takenError(taken: { handle: boolean; email: boolean }): DomainError {
  const faults: Fault[] = []
  if (taken.handle) faults.push({ in: 'body', pointer: '/handle', message: 'is taken' })
  if (taken.email) faults.push({ in: 'body', pointer: '/email', message: 'already has an account' })
  return new DomainError(taken.handle ? 'handle_taken' : 'email_taken', faults)
}
