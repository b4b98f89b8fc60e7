import { handleOfMention, mentionOrAddress } from '@porchlight/contract/mentions'

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly text: string; readonly handle: string }

/** Splits what a member wrote into text, links (http and https only) and mentions; joined again it is the same text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(mentionOrAddress)) {
    const part = match[0].startsWith('@') ? mentionOf(match[0]) : linkOf(match[0])
    if (part === null) continue
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) })
    parts.push(part)
    from = match.index + part.text.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

function mentionOf(text: string): TextPart | null {
  const handle = handleOfMention(text)
  return handle === null ? null : { kind: 'mention', text, handle }
}

function linkOf(candidate: string): TextPart | null {
  const text = withoutClosing(candidate)
  const url = URL.parse(text)
  if (url === null || url.hostname === '' || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  return { kind: 'link', text, href: url.href }
}

/** A sentence's full stop or a bracket around the address is not the address's, unless it opened inside. */
function withoutClosing(candidate: string): string {
  let text = candidate
  for (;;) {
    const last = text.at(-1) ?? ''
    if (/[.,:;!?'’…]/.test(last)) text = text.slice(0, -1)
    else if (last === ')' && count(text, ')') > count(text, '(')) text = text.slice(0, -1)
    else if (last === ']' && count(text, ']') > count(text, '[')) text = text.slice(0, -1)
    else return text
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

/** What a link shows: without its scheme, and shortened in the middle of nowhere rather than across the page. */
export function shownLink(text: string): string {
  const bare = text.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')
  return bare.length > 40 ? `${bare.slice(0, 38)}…` : bare
}
