import type { Options } from '../options.ts'
import { type Section, section } from '../report.ts'
import { fanOutRows } from './fan-out.ts'
import { openConnectionRows } from './open-connections.ts'

type Progress = (what: string) => void

/** What direct messages cost and how soon they are there. */
export async function messageSections(options: Options, progress: Progress): Promise<readonly Section[]> {
  progress('one message to 1,000 open pages, beside raw ws')
  const fanOut = await section('Fan-out of a message', () => fanOutRows(options))
  progress('5,000 open connections')
  const connections = await section('Open connections (PSS)', openConnectionRows)
  return [fanOut, connections]
}
