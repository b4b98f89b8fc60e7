import type { Finding, Place } from './findings.ts'
import { work } from './work.ts'

const rule = 'dot-dot'
const family = 'path-traversal'
const step = /\.\.[/\\]/g
/** How a step up is written by who expects a filter. */
const disguised =
  /\.\.[;%\p{Cc}][^ ]{0,6}[/\\]|\.{4}[/\\]|\.\.[/\\]{2,}\.\.|\.\.\\\/|\.[%\p{Cc}]{1,3}[\d]{0,2}\.[/\\]|\/\.{3}\/|\.\.[/\\]\.[/\\]\.\.|\.\.;\/|\/\.\.\.\.\/|\\\.\.\\\.\.\\/u
const encodedStep =
  /(?<!\.)(?:\.|%(?:25){0,3}2e|%u002e|%c0%(?:25)?ae|%e0%80%ae|%uff0e|0x2e){2,4}(?:%(?:25){0,3}(?:2f|5c)|%c0%(?:25)?(?:af|2f|5c|9v|qf)|%c1%(?:9c|1c|af|8s|pc)|%e0%80%af|%u2215|%u2216|%u002f|%uefc8|%bg%qf|%f[08c]%80|%%32%66|%%35%63|0x(?:2f|5c))|%(?:25){0,3}2e(?:%(?:25){0,3}2e|\.)(?:[/\\]|%(?:25){0,3}2f|%(?:25){0,3}5c)|%c0%ae|%%32%65/i
const imports =
  /(?:from|require\(|import|import\(|src=|href=|url\(|\]\(|extends"?:|path:|include|"\$?\w{1,20}":)\s*["'(`]{0,2}\.\.\//

/** Steps up out of a folder, if the value is a path and no line of a program. */
export function findTraversal(text: string, raw: string, place: Place): Finding | undefined {
  const idle = findIdleSteps(text)
  if (idle !== undefined) return idle
  if (!text.includes('..') && !raw.includes('%')) return undefined
  work.steps += text.length
  const coded = raw.includes('%') || raw.includes('0x') ? encodedStep.exec(raw) : null
  if (coded !== null)
    return { family, rule: 'encoded-dot-dot', score: 5, matched: raw.slice(coded.index, coded.index + 100) }
  const steps = text.match(step)?.length ?? 0
  if (steps === 0 && !disguised.test(text)) return undefined
  const start = text.indexOf('..')
  if (imports.test(text) || text.includes('\n')) return undefined
  if (disguised.test(text)) return found(text, start)
  const before = text.slice(0, start)
  if (/[\s("'`]/.test(before.trimStart()) || before.length > 200) return undefined
  const enough = place === 'path' || place === 'cookie' ? 1 : 2
  return steps >= enough || /^[/\\]\.\.[/\\]/.test(text) ? found(text, start) : undefined
}

const idleSecret =
  /^\/?(?:etc|proc|var|root|windows|usr)\/(?:[\w.-]{1,20}\/){0,3}(?:passwd|shadow|hosts|environ|group|win\.ini|id_rsa)/i

/** `/etc/./passwd`, `/etc//passwd`. */
function findIdleSteps(text: string): Finding | undefined {
  if (!/\/\.?\//.test(text) || text.length > 300) return undefined
  const direct = text.replaceAll(/\/(?:\.?\/){1,40}/g, '/')
  return idleSecret.test(direct) ? { family, rule: 'idle-steps', score: 5, matched: direct.slice(0, 100) } : undefined
}

function found(text: string, start: number): Finding {
  return { family, rule, score: 5, matched: text.slice(Math.max(0, start), start + 100) }
}
