import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseFrom } from './choose.ts'

const gif = (name: string) => new File(['GIF89a and the rest'], name, { type: 'image/gif' })

test('pictures are taken by what they are, not by what they are called', async () => {
  const { chosen, refusals } = await chooseFrom([gif('holiday.jpg')], 4)
  assert.deepEqual(
    chosen.map(({ file, type }) => [file.name, type]),
    [['holiday.jpg', 'image/gif']],
  )
  assert.deepEqual(refusals, [])
})

test('each file that cannot be sent is named with why', async () => {
  const large = new File([new Uint8Array(25_000_001)], 'large.png')
  const files = [new File([], 'nothing.png'), large, new File(['<svg/>'], 'drawing.svg'), gif('good.gif')]
  const { chosen, refusals } = await chooseFrom(files, 4)
  assert.equal(chosen.length, 1)
  assert.deepEqual(refusals, [
    { kind: 'empty', name: 'nothing.png' },
    { kind: 'tooLarge', name: 'large.png' },
    { kind: 'notPicture', name: 'drawing.svg' },
  ])
})

test('no more are taken than there is room for, and that is said once', async () => {
  const { chosen, refusals } = await chooseFrom([gif('one'), gif('two'), gif('three')], 1)
  assert.deepEqual(
    chosen.map(({ file }) => file.name),
    ['one'],
  )
  assert.deepEqual(refusals, [{ kind: 'tooMany' }])
})
