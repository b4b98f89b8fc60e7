import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from '@porchlight/contract/identity'
import type { Me } from '@porchlight/contract/members'
import { createLogger, type Logger } from '@porchlight/runtime/logger'
import { startTestPostgres } from '@porchlight/runtime/testing/postgres'
import { migrate } from '../database/migrate.ts'
import type { PictureSettings } from '../pictures/settings.ts'
import { openReplica, type Replica, type ReplicaSettings } from '../replica.ts'
import type { Member } from '../testing/test-members.ts'
import { type Answer, type Sent, send } from './http-client.ts'
import { newPerson, openBrowser } from './test-browser.ts'
import { insertMember } from './test-members.ts'

export const testOrigin = 'http://localhost:8080'
export const testHookSecret = `whsec_${Buffer.from('a secret of the hooks of tests').toString('base64')}`

export const testPictureSettings: PictureSettings = {
  mediaOrigin: testOrigin,
  hookSecrets: [testHookSecret],
  keepsOriginals: true,
  limits: { perHour: 1_000, perDay: 1_000, bytesPerMember: 1_000_000_000, bytes: 10_000_000_000 },
}

/** What a process of its own needs besides, for a store in that directory. */
export function pictureVariables(directory: string): Record<string, string> {
  return {
    PORCHLIGHT_OBJECT_STORE: `disk:${directory}`,
    PORCHLIGHT_GRANT_SECRET: 'a secret of grants that is long enough for it',
    PORCHLIGHT_MEDIA_ORIGIN: testOrigin,
    PORCHLIGHT_HOOK_SECRETS: testHookSecret,
  }
}

/** One `api` process's worth of server, in this process, on a loopback port of its own. */
export interface TestReplica {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly address: string
  readonly replica: Replica
  /** Sends to `METHOD /path` under `/api`; `:names` in the path are filled from `params`. */
  request(endpoint: string, sent?: Sent): Promise<Answer>
  stop(): Promise<void>
}

export interface TestApi extends TestReplica {
  readonly databaseUrl: string
  /** The directory of the object store. */
  readonly objects: string
  /** A new active member with a session and an access token, written straight into the database. */
  member(given?: Partial<{ handle: string; name: string; email: string }>): Promise<Member>
  administrator(): Promise<Member>
  /** A new member who joined as people do, with a password and a cookie. The community is open, and has an administrator. */
  signUp(given?: Partial<{ handle: string; name: string; email: string; password: string }>): Promise<SignedUp>
  /** Another replica on the same database; it stops with the first. */
  startReplica(overrides?: Partial<ReplicaSettings>): Promise<TestReplica>
}

export interface SignedUp {
  readonly token: string
  /** `name=value` */
  readonly cookie: string
  readonly me: Me
  readonly password: string
}

interface TestOptions {
  readonly settings?: Partial<ReplicaSettings>
  readonly logger?: Logger
}

/** PostgreSQL, migrated, and a replica that listens: one for a test file, stopped in its `after`. */
export async function startTestApi({
  settings,
  logger = createLogger('api', 'silent'),
}: TestOptions = {}): Promise<TestApi> {
  const postgres = await startTestPostgres()
  await migrate(postgres.databaseUrl, logger)
  const objects = await mkdtemp(join(tmpdir(), 'porchlight-objects-'))
  const all: ReplicaSettings = {
    databaseUrl: postgres.databaseUrl,
    origin: testOrigin,
    apiOrigin: undefined,
    authSecret: 'a secret of tests, long enough for its use',
    setupTokenHash: undefined,
    rateLimits: 'off',
    cache: 'on',
    valkeyUrl: undefined,
    edgeControl: undefined,
    functionsControl: undefined,
    graphql: undefined,
    egress: { ownNetworks: [] },
    smtp: undefined,
    objectStore: { kind: 'disk', directory: objects, grantSecrets: ['x'.repeat(32)], mediaOrigin: testOrigin },
    pictures: testPictureSettings,
    ...settings,
  }
  const others: TestReplica[] = []
  const first = await startTestReplica(all, logger)
  return {
    ...first,
    databaseUrl: postgres.databaseUrl,
    objects,
    member: (given = {}) => insertMember(first.replica.ctx, { role: 'member', ...given }),
    administrator: () => insertMember(first.replica.ctx, { role: 'administrator' }),
    signUp: (given = {}) => signUp(first, given),
    async startReplica(overrides = {}) {
      const other = await startTestReplica({ ...all, ...overrides }, logger)
      others.push(other)
      return other
    },
    async stop() {
      await Promise.all([first, ...others].map((replica) => replica.stop()))
      await postgres.stop()
      await rm(objects, { recursive: true, force: true })
    },
  }
}

async function signUp(replica: TestReplica, given: Partial<ReturnType<typeof newPerson>>): Promise<SignedUp> {
  const person = { ...newPerson(), ...given }
  const browser = openBrowser(replica)
  const community = await replica.request('GET /community')
  if (community.body.needsSetup) await insertMember(replica.replica.ctx, { role: 'administrator' })
  const answer = await browser.post('/auth/sign-up', person)
  const session = Session.parse(answer.body)
  if (session.kind !== 'member') throw new Error(`Signing up made a session of kind ${session.kind}`)
  return { token: session.accessToken, cookie: browser.cookie(), me: session.me, password: person.password }
}

async function startTestReplica(settings: ReplicaSettings, logger: Logger): Promise<TestReplica> {
  const replica = await openReplica(settings, { logger })
  const address = await replica.app.listen({ host: '127.0.0.1', port: 0 })
  let stopped: Promise<void> | undefined
  async function stopOnce(): Promise<void> {
    replica.app.server.closeAllConnections()
    await replica.app.close()
    await replica.close()
  }
  return {
    address,
    replica,
    request: (endpoint, sent = {}) => send(address, endpoint, sent),
    stop() {
      stopped ??= stopOnce()
      return stopped
    },
  }
}
