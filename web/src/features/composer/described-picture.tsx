import { lazy, type ReactNode, Suspense } from 'react'
import type { Tray } from '../pictures/upload/tray-state.ts'
import type { TrayStore } from '../pictures/upload/tray-store.ts'

const LazyDescribe = lazy(async () => ({ default: (await import('../pictures/describe-sheet.tsx')).DescribeSheet }))

interface DescribedPictureProps {
  readonly store: TrayStore
  readonly tray: Tray
  readonly described: string | null
  readonly onClose: () => void
}

/** The sheet of the picture that is being described, if any. */
export function DescribedPicture({ store, tray, described, onClose }: DescribedPictureProps): ReactNode {
  const index = tray.findIndex(({ key }) => key === described)
  const entry = tray[index]
  if (entry === undefined) return null
  return (
    <Suspense>
      <LazyDescribe
        key={entry.key}
        entry={entry}
        place={{ number: index + 1, count: tray.length }}
        store={store}
        onClose={onClose}
      />
    </Suspense>
  )
}
