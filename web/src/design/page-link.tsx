import type { ReactNode } from 'react'
import { Link, type LinkProps, NavLink, type NavLinkProps } from 'react-router'
import { preloadPage } from '../app/preload.ts'

function preloading(to: LinkProps['to']) {
  const load = () => preloadPage(typeof to === 'string' ? to : (to.pathname ?? '/'))
  return { onPointerEnter: load, onFocus: load, onTouchStart: load }
}

/** A link to another page of the site, which begins to load once someone means to follow it. */
export function PageLink(props: LinkProps): ReactNode {
  return <Link {...preloading(props.to)} {...props} />
}

/** A link in a navigation, marked when its page is the current one. */
export function PlaceLink(props: NavLinkProps): ReactNode {
  return <NavLink {...preloading(props.to)} {...props} />
}
