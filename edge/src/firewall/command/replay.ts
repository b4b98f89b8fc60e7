import { readFile } from 'node:fs/promises'
import type { ReplayReport } from '@porchlight/contract/firewall'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { firewall as document } from '@porchlight/system/web-acl/porchlight'
import { Firewall, WebAcl } from '@porchlight/system/web-acl/web-acl'
import type { z } from 'zod'
import { matchReader } from '../keeper/matches.ts'
import { readRecording } from '../replay/from-file.ts'
import { firstIssue } from '../replay/from-har.ts'
import { RecordingFault } from '../replay/recording-fault.ts'
import { replay } from '../replay/replay.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import type { Place } from './place.ts'
import { printable, table } from './table.ts'

export interface ReplayFiles {
  readonly recording: string
  readonly overlay: string | undefined
  readonly webAcl: string | undefined
}

/**
 * Judges a recording by what is in force and by what a file says. Without a file: by the document, and by what an
 * operator made of it.
 *
 * @throws {RecordingFault | FirewallFault} where a file cannot be used.
 */
export async function replayFile(place: Place, { recording, overlay, webAcl }: ReplayFiles): Promise<ReplayReport> {
  if (overlay !== undefined && webAcl !== undefined)
    throw new CommandFault('Give --overlay or --web-acl, not both.', exitCodes.usage)
  const { firewall: inForce } = await place.inForce()
  const changed = await changedFirewall(overlay, webAcl)
  const recorded = await readRecording(recording, matchReader(inForce))
  const compile = await place.compile()
  return replay(recorded, {
    recordedBy: inForce,
    before: changed === undefined ? document : inForce,
    after: changed ?? inForce,
    compile,
  })
}

async function changedFirewall(overlay: string | undefined, webAcl: string | undefined): Promise<Firewall | undefined> {
  if (overlay !== undefined) return applyOverlay(document, await readJson(overlay, FirewallOverlay))
  if (webAcl === undefined) return undefined
  const bare = await readJson(webAcl, WebAcl).catch(() => undefined)
  return bare === undefined ? readJson(webAcl, Firewall) : { ...document, webAcl: bare }
}

async function readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new RecordingFault(`${path} cannot be read: ${error.message}.`)
  })
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    throw new RecordingFault(`${path}: ${firstIssue(parsed.error)}.`)
  } catch (error) {
    throw error instanceof SyntaxError ? new RecordingFault(`${path} is not JSON: ${error.message}.`) : error
  }
}

const limitTexts: Readonly<Record<ReplayReport['limits'][number], string>> = {
  touched_only: 'The log holds only requests that a rule touched.',
  no_bodies: 'It holds no bodies: what was found in one at the time stands.',
  no_addresses: 'A HAR file does not say where a browser was: lists and countries are not judged.',
  rates_not_judged: 'Nor does it hold all requests: rates are not judged anew.',
  most_recent_only: 'Only the latest of them were judged.',
}

export function reportText(report: ReplayReport): string {
  const { newlyBlocked, newlyAllowed, rules, examples, limits } = report
  const span = report.from === null ? '' : `, ${report.from} to ${report.to}`
  return [
    `${report.requests} recorded requests of ${report.addresses} addresses${span}.`,
    `  ${newlyBlocked.requests} more would be blocked (${newlyBlocked.addresses} addresses)`,
    `  ${newlyAllowed.requests} more would pass (${newlyAllowed.addresses} addresses)`,
    ...(rules.length === 0 ? [] : ['', ruleTable(rules)]),
    ...(examples.length === 0 ? [] : ['', 'Such as:']),
    ...examples.map(exampleText),
    ...(limits.length === 0 ? [] : ['', ...limits.map((limit) => limitTexts[limit])]),
  ].join('\n')
}

function ruleTable(rules: ReplayReport['rules']): string {
  return table(
    ['RULE', 'BLOCKED', '->', 'COUNTED', '->'],
    rules.map(({ name, before, after }) => [name, before.blocked, after.blocked, before.counted, after.counted]),
  )
}

function exampleText({ at, clientIp, method, target, before, after, matches }: ReplayReport['examples'][number]) {
  const found = matches.flatMap(({ matchedData }) => matchedData).map(printable)
  return [
    `  ${at}  ${clientIp}  ${method} ${printable(target)}`,
    `      ${before.action}${before.rule ? ` by ${before.rule}` : ''} -> ${after.action}${after.rule ? ` by ${after.rule}` : ''}${found.length > 0 ? `: «${found.join('» «')}»` : ''}`,
  ].join('\n')
}
