import type { ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { Empty } from '../design/notice.tsx'
import { useTranslate } from '../i18n/translate.tsx'
import { PageHeader } from './page-header.tsx'

export function ErrorPage(): ReactNode {
  const t = useTranslate()
  return (
    <>
      <PageHeader title={t('error.title')} />
      <Empty>
        <p>{t('problem.unexpected')}</p>
        <Button icon="retry" onClick={() => location.reload()}>
          {t('error.reload')}
        </Button>
      </Empty>
    </>
  )
}
