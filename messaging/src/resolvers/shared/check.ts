import { util } from '@aws-appsync/utils'
import { fail } from './fail.ts'

/** UUIDv7, in lower case. */
export function isId(text: string): boolean {
  return util.matches('^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', text)
}

export function checkId(text: string, input: string): void {
  if (!isId(text)) fail('InvalidInput', input)
}

/** A mutation's id, and where it goes: what cannot be a conversation is not there. */
export function checkChange(input: { readonly id: string; readonly conversationId: string }): void {
  checkId(input.id, 'id')
  if (!isConversationId(input.conversationId)) fail('NotFound')
}

export function isConversationId(text: string): boolean {
  return isId(text) || directPair(text).length === 2
}

/** The two of `direct_<id>_<id>`, or nobody. */
export function directPair(conversationId: string): readonly string[] {
  const parts = conversationId.split('_')
  const [prefix = '', one = '', other = ''] = parts
  if (parts.length !== 3 || prefix !== 'direct' || !isId(one) || !isId(other) || one >= other) return []
  return [one, other]
}

/** The other of a conversation of two that the member is in. */
export function otherOf(conversationId: string, memberId: string): string | undefined {
  const pair = directPair(conversationId)
  if (pair.indexOf(memberId) < 0) return undefined
  return pair.find((id) => id !== memberId)
}

/** Line breaks and tabs are text; other control characters and halves of surrogate pairs are not. */
export function isPlainText(text: string): boolean {
  // JSON has to escape exactly these; what is left of real backslashes is taken out first.
  const escaped = JSON.stringify(text).split('\\\\').join('')
  return (
    escaped.indexOf('\\u') < 0 && escaped.indexOf('\\b') < 0 && escaped.indexOf('\\f') < 0 && escaped.indexOf('\\r') < 0
  )
}

export function checkName(name: string, limit: number): void {
  const isLine = isPlainText(name) && name.indexOf('\n') < 0 && name.indexOf('\t') < 0
  if (!isLine || name.trim().length === 0 || name.length > limit) fail('InvalidInput', 'name')
}

/** No more than a reader of lists wants of it, and no half of a surrogate pair at its end. */
export function previewOf(body: string): string {
  const preview = body.slice(0, 120)
  const last = preview.charAt(preview.length - 1)
  return body.length > 120 && last >= '\ud800' && last <= '\udbff' ? preview.slice(0, 119) : preview
}

export function unique(list: readonly string[]): string[] {
  return list.filter((one, index) => list.indexOf(one) === index)
}
