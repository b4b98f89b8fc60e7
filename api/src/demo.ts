import { randomBytes } from 'node:crypto'
import { createLogger } from '@porchlight/runtime/logger'
import { readConfig } from './config.ts'
import type { Context, Viewer } from './context.ts'
import { migrate } from './database/migrate.ts'
import { converse } from './demo-conversations.ts'
import { follow } from './follows/service.ts'
import { setUp, signUp } from './identity/sign-up.ts'
import { hashToken, newToken } from './identity/token-hash.ts'
import { readProfile } from './members/service.ts'
import { likePost, publishPost } from './posts/service.ts'
import { openReplica } from './replica.ts'
import { addSamples } from './samples/service.ts'
import { explainStartFailure } from './start-failure.ts'
import { readHomeTimeline } from './timelines/service.ts'

const administrator = { name: 'Rosalind Hale', handle: 'rosalind', email: 'rosalind@demo.example' }

/** Two who have been here long enough to have something to say. */
const members = [
  {
    account: { name: 'Robin Ashdown', handle: 'robin', email: 'robin@demo.example' },
    follows: [
      'hedda_moss',
      'pip_upstairs',
      'grandpa_otis',
      'two_wheels',
      'noor',
      'anselm',
      'mateo_hums',
      'rosalind',
      'mira',
    ],
    posts: [
      'Moved the bench so that it gets the evening sun. It can be moved back.',
      'Who plays draughts? I have a board, twelve white stones, and eleven black ones with a button.',
    ],
  },
  {
    account: { name: 'Mira Sontag', handle: 'mira', email: 'mira@demo.example' },
    follows: ['anselm', 'juna_k', 'apfelwiese', 'shira_l', 'sakura_3b', 'hedda_moss', 'mateo_hums', 'noor', 'robin'],
    posts: [
      'Ich habe heute zum ersten Mal alle Namen im Treppenhaus gewusst. Fast alle. Vierter Stock links, bitte melden.',
      'Die Brombeeren hinter dem Depot sind reif. Handschuhe nicht vergessen. 🫐',
    ],
  },
] as const

interface SignIn {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Fills a place that nobody has set up yet, and prints how to sign in to it as one of two members. */
async function main(): Promise<void> {
  const config = readConfig()
  const logger = createLogger('api', config.logLevel)
  await migrate(config.databaseUrl, logger)
  const token = newToken()
  const replica = await openReplica({ ...config, setupTokenHash: hashToken(token) }, { logger })
  try {
    const accounts = await fill(replica.ctx, token)
    await converse(replica.ctx, config.graphql, accounts)
    const signIns = members.map(({ account: { handle } }) => accounts[handle])
    process.stdout.write(`${JSON.stringify({ members: signIns })}\n`)
  } finally {
    await replica.close()
  }
}

/** @returns how each of them signs in, by handle. */
async function fill(ctx: Context, token: string): Promise<Readonly<Record<string, SignIn>>> {
  const first = { ...administrator, password: newPassword() }
  await setUp(ctx, { ...first, token })
  await addSamples(ctx, await viewerOf(ctx, administrator.handle))
  const others = members.map(({ account }) => ({ ...account, password: newPassword() }))
  for (const signIn of others) await signUp(ctx, signIn)
  for (const { handle } of others) await follow(ctx, await viewerOf(ctx, administrator.handle), handle)
  for (const { account, follows, posts } of members) {
    const viewer = await viewerOf(ctx, account.handle)
    for (const handle of follows) await follow(ctx, viewer, handle)
    for (const text of posts) await publish(ctx, viewer, text)
    const { items } = await readHomeTimeline(ctx, viewer, { limit: 12 })
    for (const { id } of items.filter((_, index) => index % 3 === 2)) await likePost(ctx, viewer, id)
  }
  return Object.fromEntries(
    [first, ...others].map(({ handle, name, email, password }) => [handle, { name, email, password }]),
  )
}

async function viewerOf(ctx: Context, handle: string): Promise<Viewer> {
  const { id } = await readProfile(ctx, null, handle)
  return { id, role: 'member', sessionId: ctx.newId() }
}

async function publish(ctx: Context, viewer: Viewer, text: string): Promise<void> {
  await publishPost(ctx, viewer, {
    draft: { text, pictureIds: [] },
    once: (work) => ctx.db.transaction().execute(work),
  })
}

/** Short enough to type, and too many to try. */
function newPassword(): string {
  return randomBytes(9).toString('base64url')
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explainStartFailure(error)}\n`)
    process.exit(1)
  },
)
