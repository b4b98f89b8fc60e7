import type { FirewallChange, FirewallChangePart } from '@porchlight/contract/firewall'
import { undoneIds } from '../keeper/history.ts'

/** Newest first. */
export function changesText(changes: readonly FirewallChange[]): string {
  if (changes.length === 0) return 'Nothing has been changed: the rules are as they came.'
  const undone = undoneIds(changes)
  return changes
    .toReversed()
    .map((change) => changeText(change, undone.has(change.id)))
    .join('\n')
}

function changeText({ id, at, actor, note, undoes, parts }: FirewallChange, undone: boolean): string {
  const who = actor.kind === 'operator' ? `${actor.name} (on the machine)` : actor.name
  return [
    `${at}  ${who}  ${id}${undone ? '  (taken back)' : ''}`,
    ...parts.map((part) => `    ${partText(part)}`),
    ...(note === '' ? [] : [`    ${note}`]),
    ...(undoes === null ? [] : [`    takes ${undoes} back`]),
  ].join('\n')
}

function partText(part: FirewallChangePart): string {
  if (part.kind === 'action') {
    return `${part.rule}: ${part.before ?? 'as the document says'} -> ${part.after ?? 'as the document says'}`
  }
  if (part.kind === 'address') {
    return `${part.range} ${part.after === 'listed' ? 'on' : 'off'} the ${part.list} list`
  }
  return `countries: ${part.before.join(' ') || 'none'} -> ${part.after.join(' ') || 'none'}`
}
