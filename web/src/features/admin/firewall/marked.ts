export interface MarkedPart {
  readonly text: string
  readonly found: boolean
}

/** A path with its query, decoded for reading, and in it the parts that rules matched, as far as they can be found again. */
export function markedTarget(target: string, matched: readonly string[]): readonly MarkedPart[] {
  const text = decoded(target)
  const lower = text.toLowerCase()
  const marks = new Set<number>()
  for (const part of matched) {
    const start = part.length > 0 && part.length < text.length ? lower.indexOf(part.toLowerCase()) : -1
    for (let index = start; start !== -1 && index < start + part.length; index += 1) marks.add(index)
  }
  return runs(text, marks)
}

function runs(text: string, marks: ReadonlySet<number>): readonly MarkedPart[] {
  const parts: { text: string; found: boolean }[] = []
  for (let index = 0; index < text.length; index += 1) {
    const found = marks.has(index)
    const last = parts.at(-1)
    if (last?.found === found) last.text += text[index]
    else parts.push({ text: text[index] ?? '', found })
  }
  return parts
}

/** As a person reads it; what is not well-formed stays as it was sent. */
export function decoded(target: string): string {
  try {
    return decodeURIComponent(target.replaceAll('+', ' '))
  } catch {
    return target
  }
}
