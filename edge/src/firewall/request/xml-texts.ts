/** More than a document of a few kilobytes has in earnest; the rest is judged as one text. */
const maxTexts = 200

/**
 * What an XML parser would hand on: the texts between tags, the values of attributes, and CDATA sections, entities as
 * they are written. One pass, and no more than tolerant: what is not well-formed is read as if it were.
 */
export function readXmlTexts(document: string): readonly string[] {
  const texts: string[] = []
  let at = 0
  while (at < document.length && texts.length < maxTexts) {
    const tag = document.indexOf('<', at)
    if (tag === -1) break
    keep(texts, document.slice(at, tag))
    at = document.startsWith(cdataStart, tag) ? readCdata(texts, document, tag) : readTag(texts, document, tag)
  }
  keep(texts, document.slice(at))
  return texts
}

const cdataStart = '<![CDATA['

function readCdata(texts: string[], document: string, start: number): number {
  const end = document.indexOf(']]>', start)
  keep(texts, document.slice(start + cdataStart.length, end === -1 ? undefined : end))
  return end === -1 ? document.length : end + 3
}

/** Returns where the tag ends: a `>` inside quotes does not end it. */
function readTag(texts: string[], document: string, start: number): number {
  let at = start + 1
  while (at < document.length) {
    const character = document[at]
    if (character === '>') return at + 1
    if (character !== '"' && character !== "'") {
      at += 1
      continue
    }
    const end = document.indexOf(character, at + 1)
    if (end === -1) return document.length
    keep(texts, document.slice(at + 1, end))
    at = end + 1
  }
  return at
}

function keep(texts: string[], text: string): void {
  const trimmed = text.trim()
  if (trimmed !== '') texts.push(trimmed)
}
