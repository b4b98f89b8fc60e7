/** The name that was probably meant: fewest edits away, and not too many. */
export function nearestName(name: string, known: readonly string[], mostEdits = 5): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, edits: editDistance(name, candidate) }))
  const best = ranked.sort((a, b) => a.edits - b.edits)[0]
  return best && best.edits <= mostEdits ? best.candidate : undefined
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, a] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, b] of [...to].entries()) {
      const substituted = (row[j] ?? 0) + (a === b ? 0 : 1)
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
