import { type ComponentType, createElement, type ReactNode, use } from 'react'

export interface LoadedPage {
  readonly Page: ComponentType
}

/** A page in a chunk of its own: loaded before the first drawing when it is the first, else on intent. */
export class LazyPage {
  /** The file, as the build's manifest names it. */
  readonly source: string
  readonly #load: () => Promise<LoadedPage>
  #loading: Promise<LoadedPage> | undefined
  #loaded: LoadedPage | undefined
  #failed = false

  constructor(source: string, load: () => Promise<LoadedPage>) {
    this.source = source
    this.#load = load
  }

  /** Here already, without a moment's wait; undefined while it is not. */
  get loaded(): LoadedPage | undefined {
    return this.#loaded
  }

  /** What is on its way, or has failed: drawing again must not ask again, or it would never end. */
  get loading(): Promise<LoadedPage> {
    this.#loading ??= this.#fetch()
    return this.#loading
  }

  /**
   * Asks for it when someone means to open it, again where it failed before.
   *
   * @throws when the chunk does not come.
   */
  preload(): Promise<LoadedPage> {
    if (this.#failed) this.#loading = undefined
    return this.loading
  }

  async #fetch(): Promise<LoadedPage> {
    this.#failed = false
    try {
      this.#loaded = await this.#load()
      return this.#loaded
    } catch (error) {
      this.#failed = true
      throw error
    }
  }
}

export function LazilyLoaded({ page }: { page: LazyPage }): ReactNode {
  const { Page } = page.loaded ?? use(page.loading)
  return createElement(Page)
}
