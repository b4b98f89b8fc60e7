import type { ReactNode } from 'react'
import { useCommunity } from '../features/community/queries.ts'
import { useTranslate } from '../i18n/translate.tsx'
import { openShortcuts } from './shortcuts.tsx'

/** What this place is, beside the page where there is room. */
export function ContextColumn(): ReactNode {
  const t = useTranslate()
  const community = useCommunity()
  return (
    <aside className="context" aria-label={t('nav.aside')}>
      {community && (
        <section>
          <p className="context-name" dir="auto">
            {community.name}
          </p>
          {community.tagline && (
            <p className="soft" dir="auto">
              {community.tagline}
            </p>
          )}
          <p className="soft small">{t(`about.${community.joinPolicy}`)}</p>
        </section>
      )}
      <footer className="soft small">
        <button type="button" className="text-button" onClick={openShortcuts}>
          {t('nav.shortcuts')}
        </button>
        <span>{t('about.software')}</span>
      </footer>
    </aside>
  )
}
