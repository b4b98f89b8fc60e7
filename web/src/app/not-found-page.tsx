import type { ReactNode } from 'react'
import { Empty } from '../design/notice.tsx'
import { PageLink } from '../design/page-link.tsx'
import { useTranslate } from '../i18n/translate.tsx'
import { PageHeader } from './page-header.tsx'

export function NotFoundPage({ text }: { text?: string }): ReactNode {
  const t = useTranslate()
  return (
    <>
      <PageHeader title={t('notFound.title')} />
      <Empty>
        <p>{text ?? t('notFound.text')}</p>
        <PageLink className="button button-plain" to="/">
          {t('notFound.action')}
        </PageLink>
      </Empty>
    </>
  )
}
