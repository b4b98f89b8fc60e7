import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkify, shownLink } from './linkify.ts'

const kinds = (text: string) => linkify(text).map((part) => `${part.kind}:${part.text}`)

test('web addresses become links, without the punctuation of the sentence around them', () => {
  assert.deepEqual(kinds('See https://a.example/x?y=1, then (https://b.example/p_(q)).'), [
    'text:See ',
    'link:https://a.example/x?y=1',
    'text:, then (',
    'link:https://b.example/p_(q)',
    'text:).',
  ])
})

test('only http and https are linked, whatever else looks like an address', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'http://%']) {
    assert.deepEqual(kinds(text), [`text:${text}`])
  }
})

test('a link leads where its text says, and cannot carry markup', () => {
  const [link] = linkify('https://a.example/"><script>alert(1)</script>')
  assert.deepEqual(link, { kind: 'link', text: 'https://a.example/', href: 'https://a.example/' })
})

test('handles become mentions, also at the end of a sentence; mail addresses and paths do not', () => {
  assert.deepEqual(kinds('Ask @rosa. Or @Maxi_2, not me@rosa.example nor /@rosa'), [
    'text:Ask ',
    'mention:@rosa',
    'text:. Or ',
    'mention:@Maxi_2',
    'text:, not me@rosa.example nor /@rosa',
  ])
  assert.equal(linkify('@Maxi_2')[0]?.kind === 'mention' && linkify('@Maxi_2').length, 1)
})

test('nothing that was written is lost', () => {
  const text = 'שלום @dana, see https://a.example/é?x#y!\n\n«https://b.example» @x @@two @a_b_ 👩‍👩‍👧'
  assert.equal(
    linkify(text)
      .map((part) => part.text)
      .join(''),
    text,
  )
})

test('a long address is shown short and without its scheme', () => {
  assert.equal(shownLink('https://www.a.example/'), 'a.example')
  assert.equal(shownLink(`https://a.example/${'x'.repeat(80)}`).length, 39)
})
