import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { contrast, type Oklch, parseThemes } from './token-contrast.ts'

const themes = parseThemes(await readFile(new URL('tokens.css', import.meta.url), 'utf8'))

const surfaces = ['paper', 'raised', 'sunken']
const inks = ['ink', 'soft', 'lamp-ink', 'danger', 'liked']
const pairs = [
  ...surfaces.flatMap((surface) => inks.map((ink) => [ink, surface] as const)),
  ['on-lamp', 'lamp-fill'] as const,
  ...['ink', 'soft'].map((ink) => [ink, 'mine'] as const),
  ['on-danger', 'danger-fill'] as const,
  ['paper', 'ink'] as const,
  ['on-night', 'night'] as const,
  ['on-night', 'night-raised'] as const,
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((tone) => ['tone-ink', `tone-${tone}`] as const),
]

function token(tokens: ReadonlyMap<string, Oklch>, name: string): Oklch {
  const found = tokens.get(name)
  assert.ok(found, `tokens.css has no --${name}`)
  return found
}

for (const [name, tokens] of themes) {
  const least = name.startsWith('contrast') ? 7 : 4.5
  test(`text has at least ${least}:1 in the theme "${name}"`, () => {
    for (const [text, surface] of pairs) {
      const ratio = contrast(token(tokens, text), token(tokens, surface))
      assert.ok(ratio >= least, `--${text} on --${surface} has ${ratio.toFixed(2)}:1`)
    }
  })
  test(`the edges of controls and the mark of the current tab have at least 3:1 in the theme "${name}"`, () => {
    for (const edge of ['edge', 'lamp']) {
      const ratio = contrast(token(tokens, edge), token(tokens, 'paper'))
      assert.ok(ratio >= 3, `--${edge} on --paper has ${ratio.toFixed(2)}:1`)
    }
  })
}

test('black on white has 21:1, so that the measure itself is right', () => {
  assert.equal(contrast({ l: 0, c: 0, h: 0 }, { l: 1, c: 0, h: 0 }).toFixed(1), '21.0')
})
