import { type ReactNode, useEffect, useRef } from 'react'
import { announce } from '../../app/announcer.tsx'
import { Button } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'

/** What an endless list offers; TanStack's answer fits. */
export interface Endless {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  fetchNextPage(): Promise<unknown>
}

/** More comes by itself shortly before the end is in sight; the button is there for keyboards, and when that fails. */
export function ShowMore({ list }: { list: Endless }): ReactNode {
  const t = useTranslate()
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = list
  const more = useRef(list.fetchNextPage)
  more.current = list.fetchNextPage

  useEffect(() => {
    if (end.current === null || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void more.current()
      },
      { rootMargin: '0px 0px 1200px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError])

  if (!hasNextPage) return null
  return (
    <div className="show-more" ref={end}>
      {isFetchNextPageError && <p role="alert">{t('problem.unreachable')}</p>}
      <Button
        busy={isFetchingNextPage}
        onClick={() => {
          void list.fetchNextPage()
          announce(t('timeline.loading'))
        }}
      >
        {t('action.showMore')}
      </Button>
    </div>
  )
}
