/** Where a reader is in a conversation: at its end, or with an entry at so many pixels from the top of what is shown. */
export type Place = { readonly kind: 'end' } | { readonly kind: 'entry'; readonly number: number; readonly top: number }

/** So near to the end is at the end. */
const nearPx = 48

export const atEnd: Place = { kind: 'end' }

function entriesOf(log: HTMLElement): readonly HTMLElement[] {
  return [...log.querySelectorAll<HTMLElement>('[data-number]')]
}

export function entryOf(log: HTMLElement, number: number): HTMLElement | undefined {
  return log.querySelector<HTMLElement>(`[data-number="${number}"]`) ?? undefined
}

export function isAtEnd(log: HTMLElement): boolean {
  return log.scrollHeight - log.scrollTop - log.clientHeight < nearPx
}

/** Reads the place from what is in sight. */
export function placeIn(log: HTMLElement): Place {
  if (isAtEnd(log)) return atEnd
  const { top } = log.getBoundingClientRect()
  const first = entriesOf(log).find((entry) => entry.getBoundingClientRect().bottom > top)
  if (first === undefined) return atEnd
  return { kind: 'entry', number: Number(first.dataset.number), top: first.getBoundingClientRect().top - top }
}

/** Takes the reader back to a place, whatever has come above or below it. */
export function returnTo(log: HTMLElement, place: Place): void {
  if (place.kind === 'end') {
    log.scrollTop = log.scrollHeight
    return
  }
  const entry = entryOf(log, place.number)
  if (entry) log.scrollTop += entry.getBoundingClientRect().top - log.getBoundingClientRect().top - place.top
}

/** The last entry that is in sight down to its foot. */
export function lastSeenIn(log: HTMLElement): number | undefined {
  const { bottom } = log.getBoundingClientRect()
  const seen = entriesOf(log).findLast((entry) => entry.getBoundingClientRect().bottom <= bottom + 1)
  return seen && Number(seen.dataset.number)
}
