import { withDatabase } from './database.ts'
import { lighthouseRows } from './lighthouse.ts'
import { LoadGenerator } from './load.ts'
import { joinMembers, renewTokens, type SignedIn } from './members.ts'
import type { Options } from './options.ts'
import { pageWeightRows, weighPage } from './page-weight.ts'
import { inNewPlace, type Place } from './place.ts'
import type { Section } from './report.ts'
import { type RunningSystem, startSystem } from './running-system.ts'
import { publish, reads, type Scenario } from './scenario.ts'
import { seed } from './seed.ts'
import { measureStartUps, startUpRows } from './start-up.ts'
import { openSubject } from './subject.ts'
import { measureScenario, trafficSection } from './traffic.ts'

/** Many readers, so that no timeline is one kept answer. */
const readers = 20
const askedPosts = 100

type Progress = (what: string) => void

/** Everything in the order in which it is least in its own way. */
export async function runBench(options: Options, progress: Progress): Promise<Section[]> {
  progress('starting up, cold and warm, and idling')
  const startUps = await measureStartUps(options)
  const used = await inNewPlace((place) => measureInUse(place, options, progress))
  return [
    { title: 'Start-up, the pages being built', rows: startUpRows(startUps) },
    { title: `Memory after ${options.idleMs / 1_000} s idle (PSS)`, rows: startUps.memory },
    ...used,
  ]
}

async function measureInUse(place: Place, options: Options, progress: Progress): Promise<Section[]> {
  const generator = await LoadGenerator.start()
  try {
    const { members, sections } = await inSystem(place, {}, (system) => inUse(system, { options, progress, generator }))
    if (!options.withoutCache) return sections
    const uncached = await inSystem(place, { PORCHLIGHT_CACHE: 'off' }, async (system) => {
      progress('reading with the cache off')
      const asked = { members: await renewTokens(place.origin, members), postIds: await pickPosts(place) }
      return traffic(system, { options, progress, generator, asked, scenarios: reads, cache: 'off' })
    })
    return [...sections, ...uncached]
  } finally {
    await generator.stop()
  }
}

interface Use {
  readonly options: Options
  readonly progress: Progress
  readonly generator: LoadGenerator
}

async function inUse(system: RunningSystem, use: Use): Promise<{ members: readonly SignedIn[]; sections: Section[] }> {
  const { options, progress } = use
  const { place } = system
  const joined = await joinMembers(system, readers)
  progress('seeding')
  const startedAt = performance.now()
  await seed(place)
  progress(`seeded in ${Math.round((performance.now() - startedAt) / 1_000)} s; weighing the first page`)
  const page = pageWeightRows(await weighPage(`${place.origin}/`))
  const members = await renewTokens(place.origin, joined)
  const asked = { members, postIds: await pickPosts(place) }
  const loaded = await traffic(system, { ...use, asked, scenarios: [...reads, publish], cache: 'on' })
  const sections = [{ title: 'First page, signed out, as Chromium received it', rows: page }, ...loaded]
  if (!options.lighthouse) return { members, sections }
  progress('Lighthouse')
  const scores = await lighthouseRows(`${place.origin}/`)
  return { members, sections: [...sections, { title: 'Lighthouse, mobile, signed out', rows: scores }] }
}

interface TrafficUse extends Use {
  readonly asked: { readonly members: readonly SignedIn[]; readonly postIds: readonly string[] }
  readonly scenarios: readonly Scenario[]
  readonly cache: 'on' | 'off'
}

async function traffic(system: RunningSystem, use: TrafficUse): Promise<Section[]> {
  const { options, progress, generator, asked, scenarios, cache } = use
  const subject = await openSubject(system, { scenarios, asked })
  try {
    const sections: Section[] = []
    for (const scenario of scenarios) {
      const title = cache === 'on' ? scenario.title : `${scenario.title}, the cache off`
      progress(title)
      const edge = cache === 'on' ? 'through' : 'beside'
      const figures = await measureScenario({ generator, subject, asked, pace: options, edge }, scenario)
      sections.push(trafficSection(title, scenario, figures))
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
  // As on a terminal, where every request is not logged; one sender stands for a whole community.
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
    const { rows } = await client.query<{ id: string }>('select id from post order by md5(id::text) limit $1', [
      askedPosts,
    ])
    return rows.map(({ id }) => id)
  })
}
