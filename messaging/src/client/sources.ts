import type { Source } from './model.ts'

/** A value that is set. */
export class Cell<Value> implements Source<Value> {
  readonly #listeners = new Set<() => void>()
  #value: Value

  constructor(value: Value) {
    this.#value = value
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): Value => this.#value

  set(value: Value): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of [...this.#listeners]) listener()
  }
}

/** A value that is made of others when somebody looks; many changes at once are told of once. */
export class Derived<Value> implements Source<Value> {
  readonly #listeners = new Set<() => void>()
  readonly #compute: (previous: Value | undefined) => Value
  #kept: { readonly value: Value } | undefined
  #stale = true
  #told = true

  constructor(compute: (previous: Value | undefined) => Value) {
    this.#compute = compute
  }

  get watched(): boolean {
    return this.#listeners.size > 0
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): Value => {
    if (this.#kept === undefined || this.#stale) this.#kept = { value: this.#compute(this.#kept?.value) }
    this.#stale = false
    return this.#kept.value
  }

  readonly invalidate = (): void => {
    this.#stale = true
    if (!this.#told) return
    this.#told = false
    queueMicrotask(() => {
      this.#told = true
      for (const listener of [...this.#listeners]) listener()
    })
  }
}
