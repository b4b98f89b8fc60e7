import { readFile } from 'node:fs/promises'
import { draw, tell } from '../replay/draw.ts'
import { replay } from '../replay/replay.ts'
import { readCsv } from '../series/read-csv.ts'
import { readStatistics } from '../series/read-statistics.ts'
import { dayMs, type Samples, SeriesFault } from '../series/series.ts'
import { samplesOf, stories } from '../series/stories.ts'
import { findAlarm } from './alarms.ts'
import { CommandFault } from './command-fault.ts'
import type { Given, Print } from './run.ts'

interface Course {
  readonly title: string
  readonly samples: Samples
  readonly from: number
  readonly to: number
}

/** Draws what the alarm would have done, and tells when and whom. */
export async function replayCommand(given: Given, print: Print): Promise<void> {
  const found = await findAlarm(given.alarm, given.env)
  const alarm = { ...found, Threshold: thresholdOf(given.threshold) ?? found.Threshold }
  const course = given.series === undefined ? storyOf(given.story) : await seriesOf(given.series)
  const range = rangeOf(given.range, alarm.EvaluationPeriods)
  const transitions = replay(alarm, { ...course, ...(range !== undefined && { evaluationRange: range }) })
  print(`${alarm.AlarmName} over ${course.title}\n`)
  print(draw({ ...course, transitions }))
  print(`\n${tell(transitions)}`)
}

function storyOf(name = 'runaway-on-the-1st'): Course {
  const story = stories.find((each) => each.name === name)
  if (story === undefined) {
    throw new CommandFault(`There is no story "${name}": choose of ${stories.map((each) => each.name).join(', ')}.`)
  }
  return { title: `"${name}": ${story.summary}`, samples: samplesOf(story), from: story.from, to: story.to }
}

async function seriesOf(file: string): Promise<Course> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFault(`The series cannot be read: ${error.message}`)
  })
  const samples = readSeries(file, text)
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0]
  const from = Math.floor(first / dayMs) * dayMs
  return { title: file, samples, from, to: (Math.floor(last / dayMs) + 1) * dayMs }
}

function readSeries(file: string, text: string): Samples {
  try {
    return text.trimStart().startsWith('{') ? readStatistics(text) : readCsv(text)
  } catch (error) {
    if (!(error instanceof SeriesFault)) throw error
    throw new CommandFault(`${file} cannot be replayed:\n${error.faults.map((each) => `  ${each}`).join('\n')}`)
  }
}

function thresholdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const threshold = Number(text)
  if (text.trim() !== '' && threshold >= 0) return threshold
  throw new CommandFault(`--threshold ${text}: an amount in USD, such as 1 or 2.5.`)
}

function rangeOf(text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const range = Number(text)
  if (Number.isInteger(range) && range >= least && range <= 1_000) return range
  throw new CommandFault(`--range ${text}: a whole number from ${least} (the alarm's evaluation periods) to 1000.`)
}
