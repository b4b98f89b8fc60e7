import type { ReactNode } from 'react'
import { Icon } from '../design/icons.tsx'
import { PlaceLink } from '../design/page-link.tsx'
import { openComposer, preloadComposer } from '../features/composer/open.ts'
import { useTranslate } from '../i18n/translate.tsx'
import { useViewer } from './context.tsx'
import { PlaceBadge } from './place-badge.tsx'
import { type Place, placesFor } from './places.ts'

/** The phone's navigation, within reach of a thumb. */
export function BottomBar(): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  const { start, end } = placesFor(viewer)
  return (
    <nav className="bottom-bar" aria-label={t('nav.main')}>
      {start.map((place) => (
        <BarLink key={place.label} place={place} />
      ))}
      {(viewer.kind === 'member' || viewer.kind === 'unknown') && (
        <button
          type="button"
          className="bar-item bar-write"
          onPointerDown={preloadComposer}
          onClick={() => openComposer({ kind: 'new' })}
          disabled={viewer.kind === 'unknown'}
        >
          <Icon name="write" />
          <span>{t('action.write')}</span>
        </button>
      )}
      {end.map((place) => (
        <BarLink key={place.label} place={place} />
      ))}
    </nav>
  )
}

function BarLink({ place }: { place: Place }): ReactNode {
  const t = useTranslate()
  return (
    <PlaceLink className="bar-item" to={place.to} end={place.exact ?? false}>
      <Icon name={place.icon} />
      <span>{t(place.label)}</span>
      <PlaceBadge place={place} />
    </PlaceLink>
  )
}
