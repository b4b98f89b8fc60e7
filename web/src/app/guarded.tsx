import { type ReactNode, Suspense } from 'react'
import { Navigate, useLocation, useParams } from 'react-router'
import type { Viewer } from '../client/session.ts'
import { PostSkeletons } from '../design/skeleton.tsx'
import { useTranslate } from '../i18n/translate.tsx'
import { useViewer } from './context.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LazilyLoaded, LazyPage } from './lazy-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { isHandleSegment, type PageRoute } from './pages.ts'
import { useHydrated } from './reader.ts'

/** Shows a page to whom it is for, and sends others where they can go on. */
export function Guarded({ route }: { route: PageRoute }): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  const location = useLocation()
  const { at } = useParams()
  const hydrated = useHydrated()
  if (at !== undefined && !isHandleSegment(at)) return <NotFoundPage />
  const elsewhere = detour(route, viewer, location)
  if (elsewhere === 'not-found') return <NotFoundPage />
  const waiting = <PostSkeletons label={t('timeline.loading')} />
  if (elsewhere !== null) return hydrated ? <Navigate to={elsewhere} replace /> : waiting
  if (viewer.kind === 'unknown' && route.audience !== 'anyone') return waiting
  // Without a Suspense around it a public page is taken over together with its frame, in one consistent pass.
  const page =
    route.page instanceof LazyPage ? (
      <Suspense fallback={waiting}>
        <LazilyLoaded page={route.page} />
      </Suspense>
    ) : (
      <route.page />
    )
  return <ErrorBoundary key={route.steady ? route.path : location.pathname}>{page}</ErrorBoundary>
}

function detour(route: PageRoute, viewer: Viewer, at: { pathname: string; search: string }): string | null {
  const { audience } = route
  if (audience === 'anyone' || viewer.kind === 'unknown') return null
  if (audience === 'visitor') {
    if (viewer.kind === 'member') return nextPlace(at)
    return viewer.kind === 'pending' && route.path !== '/pending' ? '/pending' : null
  }
  if (viewer.kind === 'pending') return '/pending'
  if (viewer.kind === 'visitor') return `/sign-in?next=${encodeURIComponent(at.pathname + at.search)}`
  return audience === 'administrator' && viewer.me.role !== 'administrator' ? 'not-found' : null
}

/** Where signing in was meant to lead: a path of this site only. A new administrator is welcomed first. */
function nextPlace({ pathname, search }: { pathname: string; search: string }): string {
  if (pathname === '/setup') return '/welcome'
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) ? next : '/'
}
