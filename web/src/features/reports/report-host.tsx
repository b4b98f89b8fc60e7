import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { closeReport, onReportChange, openedReport } from './open.ts'

const LazySheet = lazy(async () => ({ default: (await import('./report-sheet.tsx')).ReportSheet }))

/** The sheet of a report over whatever page is open. */
export function ReportHost(): ReactNode {
  const subject = useSyncExternalStore(onReportChange, openedReport, () => null)
  return <Suspense>{subject && <LazySheet subject={subject} onClose={closeReport} />}</Suspense>
}
