import type { TestContext } from 'node:test'

const stacks = new WeakMap<TestContext, AsyncDisposableStack>()

/** Undoes what a test set up, the last first: `after` hooks run in the order in which they were given. */
export function defer(test: TestContext, undo: () => Promise<void>): void {
  const known = stacks.get(test)
  const stack = known ?? new AsyncDisposableStack()
  stack.defer(undo)
  if (known !== undefined) return
  stacks.set(test, stack)
  test.after(() => stack.disposeAsync())
}
