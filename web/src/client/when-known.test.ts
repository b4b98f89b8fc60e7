import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Viewer } from './session.ts'
import { whenKnown } from './when-known.ts'

function sessionOf(first: Viewer) {
  let viewer = first
  const listeners = new Set<() => void>()
  return {
    session: {
      get viewer() {
        return viewer
      },
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    become(next: Viewer) {
      viewer = next
      for (const listener of listeners) listener()
    },
  }
}

test('what needs to know who is here waits until that is known, and is done once', () => {
  const { session, become } = sessionOf({ kind: 'unknown', trouble: null })
  const seen: string[] = []
  whenKnown(session, ({ kind }) => seen.push(kind))
  become({ kind: 'unknown', trouble: null })
  assert.equal(seen.join(), '')
  become({ kind: 'visitor' })
  become({ kind: 'pending' })
  assert.equal(seen.join(), 'visitor')
  whenKnown(session, ({ kind }) => seen.push(kind))
  assert.equal(seen.join(), 'visitor,pending')
})
