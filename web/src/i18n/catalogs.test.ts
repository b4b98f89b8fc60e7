import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { errors } from '@porchlight/contract/errors'
import { de } from './de.ts'
import { en } from './en.ts'

type Catalog = Readonly<Record<string, string>>
const catalogs: Readonly<Record<string, Catalog>> = { en, de }

/** The values that a compiled message takes, also inside its plurals. */
function placeholders(message: unknown): string[] {
  if (!Array.isArray(message)) return []
  return message.flatMap((token) => {
    if (!Array.isArray(token)) return []
    const [name, , cases] = token
    return [String(name), ...Object.values(cases ?? {}).flatMap(placeholders)]
  })
}

test('both languages have the same messages', () => {
  assert.deepEqual(Object.keys(de).sort(), Object.keys(en).sort())
})

test('a message takes the same values in both languages, and is well-formed', () => {
  const german: Catalog = de
  for (const [key, message] of Object.entries(en)) {
    const [source, translation] = [message, german[key] ?? ''].map((text) => [
      ...new Set(placeholders(compileMessageOrThrow(text)).filter((name) => name !== '#')),
    ])
    assert.deepEqual(translation?.sort(), source?.sort(), key)
  }
})

test('every fault of the contract says what happened and what to do', () => {
  for (const [language, catalog] of Object.entries(catalogs)) {
    for (const code of Object.keys(errors))
      assert.ok(catalog[`problem.${code}`], `${language} says nothing for ${code}`)
  }
})

test('the words stay calm: nothing is empty, nothing shouts, German says du', () => {
  for (const [language, catalog] of Object.entries(catalogs)) {
    for (const [key, message] of Object.entries(catalog)) {
      assert.notEqual(message.trim(), '', `${language} ${key}`)
      assert.doesNotMatch(message, /!|Oops|Ups/, `${language} ${key}`)
    }
  }
  for (const [key, message] of Object.entries(de)) assert.doesNotMatch(message, /\b(?:Ihnen|Ihre?[mnrs]?)\b/, key)
})
