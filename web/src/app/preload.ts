type Preload = (pathname: string) => Promise<void>

let preload: Preload = async () => undefined

/** The table of pages knows how to load them; links, which pages are made of, ask through here. */
export function providePreload(load: Preload): void {
  preload = load
}

/** A chunk that does not come is asked for again when its page is opened, and its error shown there. */
export function preloadPage(to: string): void {
  preload(to.split(/[?#]/)[0] ?? '/').catch(() => undefined)
}
