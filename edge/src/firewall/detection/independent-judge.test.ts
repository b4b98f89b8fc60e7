import assert from 'node:assert/strict'
import { test } from 'node:test'
import appsec from '@datadog/native-appsec'
import { readAttacks, readBenign } from '../../../bench/corpus/tuning/tuning-set.ts'
import { isSqlInjection } from './sql/sql-injection.ts'
import { isXss } from './xss/xss.ts'

/** Another maker's tokenizers for the same two questions. */
const other = new appsec.DDWAF(
  {
    version: '2.2',
    metadata: { rules_version: '1.0.0' },
    rules: [judgeBy('sql', 'is_sqli'), judgeBy('xss', 'is_xss')],
  },
  'rules',
)
const ours: Readonly<Record<Question, (text: string) => string | undefined>> = {
  sql: (text) => isSqlInjection(text, 'HIGH'),
  xss: isXss,
}
/** Attacks that the other may find and we do not, of those that it finds. */
const tolerance = 0.02
const maxTimeUs = 1_000_000

type Question = 'sql' | 'xss'

function judgeBy(id: Question, operator: string): object {
  const conditions = [{ operator, parameters: { inputs: [{ address: 'value' }] } }]
  return { id, name: id, tags: { type: id, category: 'attack_attempt' }, conditions, transformers: [] }
}

function otherFinds(question: Question, text: string): boolean {
  const context = other.createContext()
  const { events } = context.run({ persistent: { value: text } }, maxTimeUs)
  context.dispose()
  return JSON.stringify(events ?? []).includes(`"id":"${question}"`)
}

for (const question of ['sql', 'xss'] as const) {
  test(`finds at least the ${question} attacks that libddwaf finds`, () => {
    const attacks = readAttacks().filter(({ family }) => family === question)
    const theirs = attacks.filter(({ text }) => otherFinds(question, text))
    const missed = theirs.filter(({ text }) => ours[question](text) === undefined)
    assert.ok(theirs.length > attacks.length / 3)
    assert.ok(missed.length <= theirs.length * tolerance, missed.map(({ text }) => text).join('\n'))
  })

  test(`takes no more benign values for ${question} than libddwaf does`, () => {
    const benign = readBenign()
    const theirs = benign.filter(({ text }) => otherFinds(question, text))
    const blocked = benign.filter(({ text }) => ours[question](text) !== undefined)
    assert.ok(blocked.length <= theirs.length, blocked.map(({ text }) => text).join('\n'))
  })
}
