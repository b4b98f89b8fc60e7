import type { ReactNode } from 'react'
import { PlaceLink } from '../../design/page-link.tsx'
import { useTranslate } from '../../i18n/translate.tsx'

export function TimelineTabs(): ReactNode {
  const t = useTranslate()
  return (
    <nav className="tabs" aria-label={t('timeline.tabs')}>
      <PlaceLink className="tab" to="/" end>
        {t('nav.home')}
      </PlaceLink>
      <PlaceLink className="tab" to="/community">
        {t('nav.community')}
      </PlaceLink>
    </nav>
  )
}
