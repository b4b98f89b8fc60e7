import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

export interface NewAccount {
  readonly id: string
  readonly accountId: string
  readonly handle: string
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly role: 'member' | 'administrator'
  readonly status: 'active' | 'pending'
}

/** In a transaction: the member and their password, as the library stores it. */
export async function insertAccount(tx: Db, account: NewAccount): Promise<void> {
  const { id, handle, name, email, role, status } = account
  await tx.insertInto('member').values({ id, handle, name, email, role, status }).execute()
  await tx
    .insertInto('account')
    .values({
      id: account.accountId,
      member_id: id,
      account_id: id,
      provider_id: 'credential',
      password: account.passwordHash,
      created_at: sql<Date>`now()`,
      updated_at: sql<Date>`now()`,
    })
    .execute()
}

export async function selectTaken(db: Db, { handle, email }: { handle: string; email: string }) {
  const rows = await db
    .selectFrom('member')
    .select(['handle', 'email'])
    .where((eb) => eb.or([eb('handle', '=', handle), eb('email', '=', email)]))
    .execute()
  return { handle: rows.some((row) => row.handle === handle), email: rows.some((row) => row.email === email) }
}

export async function selectRecipient(db: Db, memberId: string) {
  return await db
    .selectFrom('member')
    .select(['name', 'email', 'language'])
    .where('id', '=', memberId)
    .executeTakeFirst()
}
