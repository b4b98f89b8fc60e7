import type { ReactNode } from 'react'
import { useMe } from '../../app/context.tsx'
import { Empty } from '../../design/notice.tsx'
import { useTranslate } from '../../i18n/translate.tsx'

export function NothingYet(): ReactNode {
  const t = useTranslate()
  const me = useMe()
  return (
    <Empty title={t('empty.community.title')}>
      <p>{t(me ? 'empty.community.text' : 'empty.community.visitor')}</p>
    </Empty>
  )
}
