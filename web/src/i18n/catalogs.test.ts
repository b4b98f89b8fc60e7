import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { errors } from '@porchlight/contract/errors'
import { de as firewallDe } from '../features/admin/firewall/words/de.ts'
import { en as firewallEn } from '../features/admin/firewall/words/en.ts'
import { de as storageDe } from '../features/admin/storage/words/de.ts'
import { en as storageEn } from '../features/admin/storage/words/en.ts'
import { de as webhooksDe } from '../features/admin/webhooks/words/de.ts'
import { en as webhooksEn } from '../features/admin/webhooks/words/en.ts'
import { de as blocksDe } from '../features/blocks/words/de.ts'
import { en as blocksEn } from '../features/blocks/words/en.ts'
import { de as messagesDe } from '../features/messages/words/de.ts'
import { en as messagesEn } from '../features/messages/words/en.ts'
import { de as picturesDe } from '../features/pictures/words/de.ts'
import { en as picturesEn } from '../features/pictures/words/en.ts'
import { de as reportsDe } from '../features/reports/words/de.ts'
import { en as reportsEn } from '../features/reports/words/en.ts'
import { de } from './de.ts'
import { en } from './en.ts'

type Catalog = Readonly<Record<string, string>>
const catalogs: Readonly<Record<string, Catalog>> = { en, de }
/** Those that every page has, and those that some pages bring along. */
const pairs: readonly { en: Catalog; de: Catalog }[] = [
  { en, de },
  { en: firewallEn, de: firewallDe },
  { en: storageEn, de: storageDe },
  { en: webhooksEn, de: webhooksDe },
  { en: picturesEn, de: picturesDe },
  { en: blocksEn, de: blocksDe },
  { en: reportsEn, de: reportsDe },
  { en: messagesEn, de: messagesDe },
]
const all = pairs.flatMap((pair) => Object.entries(pair))

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
  for (const pair of pairs) assert.deepEqual(Object.keys(pair.de).sort(), Object.keys(pair.en).sort())
})

test('a message takes the same values in both languages, and is well-formed', () => {
  const messages = pairs.flatMap((pair) =>
    Object.entries(pair.en).map(([key, text]) => [key, text, pair.de[key] ?? '']),
  )
  for (const [key = '', message = '', german = ''] of messages) {
    const [source, translation] = [message, german].map((text) => [
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
  for (const [language, catalog] of all) {
    for (const [key, message] of Object.entries(catalog)) {
      assert.notEqual(message.trim(), '', `${language} ${key}`)
      assert.doesNotMatch(message, /!|Oops|Ups/, `${language} ${key}`)
    }
  }
  for (const [key, message] of pairs.flatMap((pair) => Object.entries(pair.de)))
    assert.doesNotMatch(message, /\b(?:Ihnen|Ihre?[mnrs]?)\b/, key)
})
