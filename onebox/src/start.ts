import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfiguration } from './configuration/configuration.ts'
import { settings } from './configuration/settings.ts'
import { type DemoMember, fillDemo } from './demo.ts'
import { frontAnswers, needsSetup } from './first-answers.ts'
import type { OperatorError } from './operator-error.ts'
import { type Prepared, prepare } from './preparation.ts'
import { noticeMs, programs, socketPath } from './programs.ts'
import { setupLink } from './setup-token.ts'
import { listenForRequests, type Requests } from './stop-requests.ts'
import { restartPolicy } from './supervisor/kept-alive.ts'
import { Supervisor } from './supervisor/supervisor.ts'
import { welcomeText } from './welcome.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface Run {
  readonly environment: Environment
  readonly output: NodeJS.WriteStream
  readonly requests: Requests
  readonly demo: boolean
}

/** Runs Porchlight until it is asked to stop. */
export async function start(environment: Environment, output: NodeJS.WriteStream): Promise<void> {
  await run({ environment, output, requests: listenForRequests(), demo: false })
}

/** Runs a place that is filled already and gone when it stops. */
export async function startDemo(environment: Environment, output: NodeJS.WriteStream): Promise<void> {
  const requests = listenForRequests()
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-demo-'))
  try {
    await run({ environment: { ...environment, [settings.data.name]: directory }, output, requests, demo: true })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function run({ environment, output, requests, demo }: Run): Promise<void> {
  const { values: configuration } = await loadConfiguration(environment, output.isTTY)
  const prepared = await unlessStopped(
    requests,
    prepare({ environment, configuration, output, demo, signal: requests.stop }),
  )
  if (prepared === undefined) return
  const crashed = Promise.withResolvers<never>()
  const supervisor = new Supervisor({
    database: prepared.launchDatabase,
    programs: programs(prepared.surroundings),
    policy: restartPolicy,
    log: prepared.log,
    noticeMs,
    onCrashLoop: (error: OperatorError) => crashed.reject(error),
  })
  const stopped = new Promise<void>((resolve) => requests.stop.addEventListener('abort', () => resolve()))
  try {
    if (requests.stop.aborted) return
    await Promise.race([welcome({ supervisor, prepared, requests, output, demo }), stopped, crashed.promise])
    await Promise.race([stopped, crashed.promise])
  } finally {
    await supervisor.stop()
    await prepared.close()
    output.write('Porchlight is off.\n')
  }
}

/** What is aborted by a request to stop has not failed. */
async function unlessStopped<Result>(requests: Requests, work: Promise<Result>): Promise<Result | undefined> {
  return work.catch((error: unknown) => {
    if (requests.stop.aborted && error instanceof Error && error.name === 'AbortError') return undefined
    throw error
  })
}

interface Starting {
  readonly supervisor: Supervisor
  readonly prepared: Prepared
  readonly requests: Requests
  readonly output: NodeJS.WriteStream
  readonly demo: boolean
}

async function welcome({ supervisor, prepared, requests, output, demo }: Starting): Promise<void> {
  const { configuration, socketDirectory } = prepared.surroundings
  if (!(await supervisor.start())) return // Stopped, or in a crash loop: whoever waits for that goes on.
  requests.onHangUp(() => void supervisor.roll())
  let members: readonly DemoMember[] | undefined
  if (demo) members = await unlessStopped(requests, fillDemo(prepared.surroundings, requests.stop))
  const [first] = await Promise.all([
    needsSetup(socketPath(socketDirectory, 'api', 1)),
    frontAnswers(configuration, requests.stop),
  ])
  if (requests.stop.aborted) return
  output.write(
    welcomeText(
      {
        origin: configuration.origin,
        apiOrigin: configuration.apiOrigin,
        data: configuration.data,
        ...(first && !demo && { setupLink: setupLink(configuration.origin, prepared.token) }),
        ...(members && { members: members.slice(0, 2) }),
      },
      output,
    ),
  )
}
