import type { ReportSubject } from '@porchlight/contract/reports'

const listeners = new Set<() => void>()
let opened: ReportSubject | null = null

/** Asks what is wrong with a member, a post or a message, to tell the administrators. */
export function openReport(subject: ReportSubject): void {
  change(subject)
}

export function closeReport(): void {
  change(null)
}

export function openedReport(): ReportSubject | null {
  return opened
}

export function onReportChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: ReportSubject | null): void {
  opened = next
  for (const listener of listeners) listener()
}
