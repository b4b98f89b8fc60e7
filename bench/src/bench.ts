import { withDatabase } from './database.ts'
import { firewallSections } from './firewall.ts'
import { lighthouseRows } from './lighthouse.ts'
import { LoadGenerator } from './load.ts'
import { joinMembers, renewTokens, type SignedIn } from './members.ts'
import { messageSections } from './messages/messages.ts'
import type { Options } from './options.ts'
import { pageWeightRows, weighPage } from './page-weight.ts'
import { pictureSections } from './pictures/pictures.ts'
import { inNewPlace, type Place } from './place.ts'
import { type Section, section } from './report.ts'
import { rollingRows, rollingSettings, rollingTitle } from './rolling.ts'
import { type RunningSystem, startSystem } from './running-system.ts'
import { publish, reads, type Scenario } from './scenario.ts'
import { seed } from './seed.ts'
import { measureStartUps, startUpRows } from './start-up.ts'
import { openSubject } from './subject.ts'
import { measureScenario, trafficRows } from './traffic.ts'

/** Many readers, so that no timeline is one kept answer. */
const readers = 20
const askedPosts = 100

interface Bench {
  readonly options: Options
  readonly progress: (what: string) => void
  readonly generator: LoadGenerator
}

/** Everything in the order in which it is least in its own way. */
export async function runBench(options: Options, progress: Bench['progress']): Promise<readonly Section[]> {
  if (options.parts === 'pictures') return pictureSections(options, progress)
  if (options.parts === 'messages') return messageSections(options, progress)
  const system = options.parts === 'all' ? await measureSystem(options, progress) : []
  progress('the firewall')
  return [...system, ...(await firewallSections(options.firewallArgs))]
}

async function measureSystem(options: Options, progress: Bench['progress']): Promise<readonly Section[]> {
  progress('starting up and idling')
  const startUps = await measureStartUps(options)
  const generator = await LoadGenerator.start()
  try {
    return [
      { title: 'Start-up', rows: startUpRows(startUps) },
      { title: `Memory after ${options.idleMs / 1_000} s idle (PSS)`, rows: startUps.memory },
      ...(await inNewPlace((place) => measureInUse(place, { options, progress, generator }))),
    ]
  } finally {
    await generator.stop()
  }
}

/** Writing comes last, so that all who read are given the same. */
async function measureInUse(place: Place, bench: Bench): Promise<readonly Section[]> {
  const { members, sections } = await inSystem(place, {}, async (system) => {
    const joined = await joinMembers(system, readers)
    await fill(place, bench)
    const pages = await measurePages(place, bench)
    const reading = await measureTraffic(system, bench, { members: joined, scenarios: reads, cache: 'on' })
    return { members: joined, sections: [...pages, ...reading] }
  })
  const uncached = bench.options.withoutCache
    ? await inSystem(place, { PORCHLIGHT_CACHE: 'off' }, (system) =>
        measureTraffic(system, bench, { members, scenarios: reads, cache: 'off' }),
      )
    : []
  const writing = await inSystem(place, {}, (system) =>
    measureTraffic(system, bench, { members, scenarios: [publish], cache: 'on' }),
  )
  bench.progress('a rolling restart')
  const rolling = await inSystem(place, rollingSettings, (system) => section(rollingTitle, () => rollingRows(system)))
  return [...sections, ...uncached, ...writing, rolling]
}

async function fill(place: Place, { progress }: Bench): Promise<void> {
  progress('seeding')
  const startedAt = performance.now()
  await seed(place)
  progress(`seeded in ${Math.round((performance.now() - startedAt) / 1_000)} s`)
}

async function measurePages({ origin }: Place, { options, progress }: Bench): Promise<readonly Section[]> {
  progress('the first page')
  const url = `${origin}/`
  const weight = await section('First page, signed out, as Chromium received it', async () =>
    pageWeightRows(await weighPage(url)),
  )
  if (!options.lighthouse) return [weight]
  return [weight, await section('Lighthouse, mobile, signed out', () => lighthouseRows(url))]
}

interface Use {
  readonly members: readonly SignedIn[]
  readonly scenarios: readonly Scenario[]
  readonly cache: 'on' | 'off'
}

async function measureTraffic(
  system: RunningSystem,
  { options, progress, generator }: Bench,
  { members, scenarios, cache }: Use,
): Promise<readonly Section[]> {
  const { place } = system
  const asked = { members: await renewTokens(place.origin, members), postIds: await pickPosts(place) }
  const subject = await openSubject(system, { scenarios, asked })
  try {
    const sections: Section[] = []
    for (const scenario of scenarios) {
      const title = cache === 'on' ? scenario.title : `${scenario.title}, the cache off`
      progress(title)
      const edge = cache === 'on' ? 'through' : 'beside'
      const measure = async () =>
        trafficRows(scenario, await measureScenario({ generator, subject, asked, pace: options, edge }, scenario))
      sections.push(await section(title, measure))
    }
    return sections
  } finally {
    await subject.limit.stop()
  }
}

async function inSystem<Result>(
  place: Place,
  settings: Readonly<Record<string, string>>,
  use: (system: RunningSystem) => Promise<Result>,
): Promise<Result> {
  // As on a terminal, where not every request is logged; one sender stands for a whole community.
  const environment = { PORCHLIGHT_LOG_LEVEL: 'warn', PORCHLIGHT_RATE_LIMITS: 'off', ...settings }
  const system = await startSystem(place, environment)
  try {
    return await use(system)
  } finally {
    await system.stop()
  }
}

/** Of any age. */
async function pickPosts(place: Place): Promise<readonly string[]> {
  return withDatabase(place, async (client) => {
    const text = 'select id from post order by md5(id::text) limit $1'
    const { rows } = await client.query<{ id: string }>(text, [askedPosts])
    return rows.map(({ id }) => id)
  })
}
