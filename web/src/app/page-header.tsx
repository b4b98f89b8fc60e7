import { type ReactNode, useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { IconButton } from '../design/button.tsx'
import { softwareName, useCommunity } from '../features/community/queries.ts'
import { useUnread } from '../features/messages/use-messaging.ts'
import { useTranslate } from '../i18n/translate.tsx'

interface PageHeaderProps {
  readonly title: string
  /** What the tab says, where that is more. */
  readonly tab?: string | undefined
  /** Leads back to where the reader came from. */
  readonly back?: boolean
  readonly children?: ReactNode
}

export function PageHeader({ title, tab, back = false, children }: PageHeaderProps): ReactNode {
  const t = useTranslate()
  const goBack = useGoBack()
  useTitle(tab ?? title)
  return (
    <header className="page-header">
      <div className="page-header-row">
        {back && <IconButton name="back" label={t('action.back')} onClick={goBack} />}
        <h1>{title}</h1>
      </div>
      {children}
    </header>
  )
}

export function useTitle(title: string): void {
  const unread = useUnread()
  const place = useCommunity()?.name ?? softwareName
  useEffect(() => {
    const marked = unread > 0 ? `(${unread}) ${title}` : title
    document.title = title === place ? marked : `${marked} · ${place}`
  }, [title, place, unread])
}

/** One step back; for who came from outside, to the start. */
function useGoBack(): () => void {
  const navigate = useNavigate()
  const { key } = useLocation()
  return () => (key === 'default' ? navigate('/') : navigate(-1))
}
