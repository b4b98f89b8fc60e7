import { limits } from './text.ts'

/** A web address, or a handle that does not continue a word, an address or a path. */
export const mentionOrAddress =
  /https?:\/\/[^\s<>"“”«»]+|(?<![\p{L}\p{N}_@./])@[a-z0-9]+(?:_[a-z0-9]+)*(?![\p{L}\p{N}_]|\.[a-z])/giu

/** The handle that `@Text` names; null when no handle has such a length. */
export function handleOfMention(text: string): string | null {
  const handle = text.slice(1).toLowerCase()
  return handle.length < limits.handleMin || handle.length > limits.handleMax ? null : handle
}

/** Whom a text mentions, each once, in the order in which they come. */
export function mentionedHandles(text: string): string[] {
  const mentions = [...text.matchAll(mentionOrAddress)].map(([found]) => found).filter((found) => found.startsWith('@'))
  return [...new Set(mentions.map(handleOfMention).filter((handle) => handle !== null))]
}
