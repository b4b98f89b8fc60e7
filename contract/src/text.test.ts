import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Handle, NewHandle } from './fields.ts'
import { PostDraft } from './posts.ts'
import { graphemes, isPlainText, isSingleLine } from './text.ts'

const family = '👨‍👩‍👧‍👦'

test('a reader counts an emoji family, a flag and a letter with accents as one each', () => {
  assert.equal(graphemes(family), 1)
  assert.equal(graphemes('🇩🇪'), 1)
  assert.equal(graphemes('e\u0301'), 1)
  assert.equal(graphemes('नमस्ते'), 3)
})

test('a post takes 1 to 500 graphemes after trimming, however they are made', () => {
  const accepts = (text: string): boolean => PostDraft.safeParse({ text }).success
  assert.ok(accepts('x'))
  assert.ok(accepts('x'.repeat(500)))
  assert.ok(accepts(`  ${'x'.repeat(500)}\n`))
  assert.ok(accepts(family.repeat(300)))
  assert.ok(!accepts(''))
  assert.ok(!accepts(' \n\t '))
  assert.ok(!accepts('x'.repeat(501)))
  assert.ok(!accepts(family.repeat(501)))
})

test('text that PostgreSQL cannot store, or that is not Unicode, is refused', () => {
  assert.ok(isPlainText('two\nlines\tand a tab'))
  assert.ok(!isPlainText('nul\u0000'))
  assert.ok(!isPlainText('escape\u001b[31m'))
  assert.ok(!isPlainText('half a pair \ud83d'))
})

test('a name can neither break a line nor turn the direction of what follows it', () => {
  assert.ok(isSingleLine('سارة 🌿 Ada'))
  for (const hostile of ['a\nb', 'a\u2028b', 'a\u202eb', 'a\u2066b'])
    assert.ok(!isSingleLine(hostile), JSON.stringify(hostile))
})

test('a handle is lower case letters, digits and single underscores, and none of the reserved', () => {
  for (const good of ['ada', 'ada_l', 'a1', '42']) assert.ok(NewHandle.safeParse(good).success, good)
  for (const bad of ['a', 'Ada', '_ada', 'ada_', 'a__b', 'a-b', 'ädä', 'x'.repeat(25), 'admin']) {
    assert.ok(!NewHandle.safeParse(bad).success, bad)
  }
  assert.ok(Handle.safeParse('admin').success)
})
