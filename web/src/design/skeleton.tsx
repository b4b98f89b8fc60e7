import type { ReactNode } from 'react'

const lines = ['long', 'medium', 'short'] as const

/** The shape of posts to come, so that nothing moves when they do. */
export function PostSkeletons({ label, number = 6 }: { label: string; number?: number }): ReactNode {
  return (
    <div className="skeletons" role="status" aria-label={label}>
      {Array.from({ length: number }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never change places
        <div className="post skeleton-post" key={index} aria-hidden="true">
          <span className="avatar skeleton" />
          <div className="post-main">
            <span className="skeleton skeleton-name" />
            {lines.slice(0, (index % 3) + 1).map((line) => (
              <span className={`skeleton skeleton-${line}`} key={line} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
