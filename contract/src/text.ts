/** No schema library here, so that a page can count and check without loading one. */

export const limits = {
  postGraphemes: 500,
  /** Bounds the work of counting: 500 graphemes of the longest emoji sequences fit. */
  postUtf16Units: 4_000,
  nameGraphemes: 50,
  nameUtf16Units: 200,
  bioGraphemes: 300,
  bioUtf16Units: 2_000,
  communityNameGraphemes: 60,
  taglineGraphemes: 160,
  handleMin: 2,
  handleMax: 24,
  passwordMin: 10,
  passwordMax: 128,
  firewallNoteGraphemes: 200,
  reportNoteGraphemes: 1_000,
  webhookDescriptionGraphemes: 120,
} as const

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader counts as characters: an emoji family or a letter with its accents is one. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/** Lower case letters, digits and single underscores between them. */
export const handlePattern = /^[a-z0-9]+(?:_[a-z0-9]+)*$/

/** An address or a range by its form; whether its numbers can be is for whoever parses it. */
export const addressRangePattern = /^[0-9a-fA-F:.]{2,45}(?:\/\d{1,3})?$/

/** Paths of the site and names that could pass for the operator. */
export const reservedHandles: readonly string[] = [
  'about',
  'admin',
  'administrator',
  'api',
  'assets',
  'help',
  'moderator',
  'operator',
  'porchlight',
  'root',
  'settings',
  'setup',
  'support',
  'system',
]

/** Line breaks and tabs are text; other control characters and halves of surrogate pairs are not, and PostgreSQL stores neither. */
export function isPlainText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point
  return text.isWellFormed() && !/[\u0000-\u0008\u000B-\u001F\u007F]/.test(text)
}

/** Names stand in lines of other people's pages: no breaks, and no marks that turn the direction of what follows. */
export function isSingleLine(text: string): boolean {
  return isPlainText(text) && !/[\n\t\u2028\u2029\u202A-\u202E\u2066-\u2069]/.test(text)
}
