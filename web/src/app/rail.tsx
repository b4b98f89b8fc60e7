import type { ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icons.tsx'
import { PageLink, PlaceLink } from '../design/page-link.tsx'
import { openComposer, preloadComposer } from '../features/composer/open.ts'
import { useTranslate } from '../i18n/translate.tsx'
import { useMe, useViewer } from './context.tsx'
import { PlaceBadge } from './place-badge.tsx'
import { placesFor } from './places.ts'
import { Wordmark } from './wordmark.tsx'

/** The desktop's navigation. */
export function Rail(): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  const me = useMe()
  return (
    <nav className="rail" aria-label={t('nav.main')}>
      <Wordmark />
      <ul>
        {placesFor(viewer).rail.map((place) => (
          <li key={place.label}>
            <PlaceLink className="rail-place" to={place.to} end={place.exact ?? false}>
              <Icon name={place.icon} />
              <span>{t(place.label)}</span>
              <PlaceBadge place={place} />
            </PlaceLink>
          </li>
        ))}
      </ul>
      {me && (
        <Button
          look="primary"
          icon="write"
          onPointerEnter={preloadComposer}
          onClick={() => openComposer({ kind: 'new' })}
        >
          {t('action.write')}
        </Button>
      )}
      {viewer.kind === 'visitor' && (
        <div className="rail-door">
          <PageLink className="button button-plain" to="/join">
            {t('action.join')}
          </PageLink>
          <PageLink className="button button-quiet" to="/sign-in">
            {t('action.signIn')}
          </PageLink>
        </div>
      )}
    </nav>
  )
}
