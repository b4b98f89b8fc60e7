import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pictureTypeOf } from './picture-type.ts'

function startingWith(text: string): Uint8Array {
  return Uint8Array.from(text.padEnd(64, '\0'), (character) => character.charCodeAt(0))
}

test('a file is what its first bytes say, whatever its name', () => {
  const starts = {
    '\u00ff\u00d8\u00ff\u00e1': 'image/jpeg',
    '\u0089PNG\r\n\u001a\n': 'image/png',
    GIF89a: 'image/gif',
    'RIFF\u0010\u0000\u0000\u0000WEBPVP8 ': 'image/webp',
    '\0\0\0\u0018ftypavif': 'image/avif',
    '\0\0\0\u0018ftypheic': 'image/heic',
    '\0\0\0\u0018ftypmif1\0\0\0\0miafheic': 'image/heic',
    '\0\0\0\u0018ftypmif1\0\0\0\0mif1miaf': 'image/heif',
  }
  for (const [start, type] of Object.entries(starts)) assert.equal(pictureTypeOf(startingWith(start)), type)
})

test('what is no picture that can be shown here has no type', () => {
  for (const start of ['<svg xmlns', '%PDF-1.7', '\0\0\0\u0018ftypmp42', 'RIFF\0\0\0\0WAVEfmt ', ''])
    assert.equal(pictureTypeOf(startingWith(start)), undefined)
})
