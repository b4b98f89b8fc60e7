/** Moves the focus from message to message. @returns whether the key was one for that. */
export function stepFrom(log: HTMLElement, key: string): boolean {
  const rows = [...log.querySelectorAll<HTMLElement>('article[data-number]')]
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const next = {
    ArrowUp: current === -1 ? rows.length - 1 : current - 1,
    ArrowDown: current + 1,
    Home: 0,
    End: rows.length - 1,
  }[key]
  if (next === undefined) return false
  if (next >= rows.length) focusComposer()
  rows[next]?.focus({ preventScroll: true })
  rows[next]?.scrollIntoView({ block: 'nearest' })
  return true
}

export function focusLastMessage(): void {
  const rows = document.querySelectorAll<HTMLElement>('.log article[data-number]')
  rows[rows.length - 1]?.focus()
}

export function focusComposer(): void {
  document.querySelector<HTMLElement>('.message-composer textarea')?.focus()
}
