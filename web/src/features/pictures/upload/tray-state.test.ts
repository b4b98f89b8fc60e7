import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Picture } from '@porchlight/contract/pictures'
import { pictureOf } from '../testing/picture-fixtures.ts'
import { isWorthRetrying, type Tray, type TrayAction, type TrayPicture, trayReducer } from './tray-state.ts'

const middle = { x: 0.5, y: 0.5 }
const file = new File(['GIF89a'], 'one.gif')

function chosen(key: string): TrayPicture {
  return {
    key,
    chosen: { file, type: 'image/gif' },
    preview: null,
    altText: '',
    focalPoint: middle,
    unsaved: false,
    state: { kind: 'granting' },
    picture: null,
  }
}

function rowOf(id: string, different: Partial<Picture>): Picture {
  const { state = 'waiting' } = different
  const sources = state === 'waiting' ? { sources: [] } : {}
  return { ...pictureOf({ id, state, ...sources }), purpose: 'post', failure: null, createdAt: '', ...different }
}

/** One picture, after what happened to it. */
function after(...actions: readonly TrayAction[]): TrayPicture | undefined {
  const tray = actions.reduce<Tray>(trayReducer, [chosen('a')])
  return tray.find(({ key }) => key === 'a')
}

const granted: TrayAction = { kind: 'granted', key: 'a', picture: rowOf('row', {}) }
const seenAs = (different: Partial<Picture>): TrayAction => ({
  kind: 'seen',
  asked: ['row'],
  pictures: [rowOf('row', different)],
})

test('a picture is sent, then made ready, then may be posted', () => {
  assert.deepEqual(after(granted)?.state, { kind: 'sending', sent: 0 })
  assert.deepEqual(after(granted, { kind: 'progressed', key: 'a', sent: 0.5 })?.state, { kind: 'sending', sent: 0.5 })
  assert.deepEqual(after(granted, { kind: 'arrived', key: 'a' })?.state, { kind: 'processing' })
  assert.deepEqual(after(granted, { kind: 'arrived', key: 'a' }, seenAs({ state: 'ready' }))?.state, {
    kind: 'claimable',
  })
})

test('the first rendition is enough to post it; none is not', () => {
  const arrived: TrayAction = { kind: 'arrived', key: 'a' }
  assert.equal(after(granted, arrived, seenAs({ state: 'processing', sources: [] }))?.state.kind, 'processing')
  assert.equal(after(granted, arrived, seenAs({ state: 'processing' }))?.state.kind, 'claimable')
})

test('a picture that cannot be made says why', () => {
  const failed = after(granted, { kind: 'arrived', key: 'a' }, seenAs({ state: 'failed', failure: 'damaged' }))
  assert.deepEqual(failed?.state, { kind: 'failed', trouble: { kind: 'upload', code: 'damaged' } })
})

test('a late word about an upload that is over changes nothing', () => {
  const lost: TrayAction = { kind: 'failed', key: 'a', trouble: { kind: 'upload', code: 'lost' } }
  for (const late of [
    { kind: 'progressed', key: 'a', sent: 0.9 },
    { kind: 'arrived', key: 'a' },
  ] as const)
    assert.equal(after(granted, lost, late)?.state.kind, 'failed')
})

test('a new attempt begins without the old row', () => {
  const lost: TrayAction = { kind: 'failed', key: 'a', trouble: { kind: 'upload', code: 'lost' } }
  const again = after(granted, lost, { kind: 'retried', key: 'a' })
  assert.deepEqual([again?.state, again?.picture], [{ kind: 'granting' }, null])
})

test('what a page that was left had not sent is said to be cut off, and what the server forgot is gone', () => {
  const restored: TrayPicture = {
    ...chosen('a'),
    chosen: null,
    picture: rowOf('row', {}),
    state: { kind: 'processing' },
  }
  const [cutOff] = trayReducer([restored], seenAs({ state: 'waiting' }))
  assert.deepEqual(cutOff?.state, { kind: 'failed', trouble: { kind: 'upload', code: 'unfinished' } })
  assert.deepEqual(trayReducer([restored], { kind: 'seen', asked: ['row'], pictures: [] }), [])
  // It was not asked for: nothing is known about it.
  assert.deepEqual(trayReducer([restored], { kind: 'seen', asked: ['other'], pictures: [] }), [restored])
})

test('a description counts as unsaved until the server has exactly that', () => {
  const said = { altText: 'A door', focalPoint: { x: 0.2, y: 0.5 } }
  const described: TrayAction = { kind: 'described', key: 'a', description: said }
  assert.equal(after(described)?.unsaved, true)
  assert.equal(after(described, { kind: 'saved', key: 'a', description: said })?.unsaved, false)
  const older = { altText: 'A d', focalPoint: middle }
  assert.equal(after(described, { kind: 'saved', key: 'a', description: older })?.unsaved, true)
})

test('pictures change places', () => {
  const tray = ['a', 'b', 'c'].map(chosen)
  const keys = (moved: Tray) => moved.map(({ key }) => key).join('')
  assert.equal(keys(trayReducer(tray, { kind: 'moved', key: 'c', to: 0 })), 'cab')
  assert.equal(keys(trayReducer(tray, { kind: 'moved', key: 'a', to: 1 })), 'bac')
  assert.equal(keys(trayReducer(tray, { kind: 'moved', key: 'gone', to: 1 })), 'abc')
})

test('another attempt is offered where it may end otherwise', () => {
  assert.equal(isWorthRetrying({ kind: 'upload', code: 'lost' }), true)
  assert.equal(isWorthRetrying({ kind: 'problem', code: 'unavailable' }), true)
  assert.equal(isWorthRetrying({ kind: 'upload', code: 'damaged' }), false)
})
