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

  constructor(source: string, load: () => Promise<LoadedPage>) {
    this.source = source
    this.#load = load
  }

  /** Here already, without a moment's wait; undefined while it is not. */
  get loaded(): LoadedPage | undefined {
    return this.#loaded
  }

  /** @throws when the chunk does not come; the next call asks for it again. */
  preload(): Promise<LoadedPage> {
    this.#loading ??= this.#fetch()
    return this.#loading
  }

  async #fetch(): Promise<LoadedPage> {
    try {
      this.#loaded = await this.#load()
      return this.#loaded
    } catch (error) {
      this.#loading = undefined
      throw error
    }
  }
}

export function LazilyLoaded({ page }: { page: LazyPage }): ReactNode {
  const { Page } = page.loaded ?? use(page.preload())
  return createElement(Page)
}
