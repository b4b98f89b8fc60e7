import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TextTransformationType, textTransformations } from '@porchlight/system/web-acl/fields'
import { compileTransformations } from './compile.ts'
import { transformations } from './transformations.ts'

/** AWS's page of text transformations says what each does; these are its statements as examples. */
const examples: Readonly<Record<TextTransformationType, readonly (readonly [from: string, to: string])[]>> = {
  NONE: [['A b', 'A b']],
  LOWERCASE: [['AbC Ä', 'abc Ä']],
  URL_DECODE: [
    ['%27%20or+1', "' or 1"],
    ['%c3%a4%zz%', 'ä%zz%'],
    ['%2527', '%27'],
  ],
  URL_DECODE_UNI: [
    ['%u0041%uff1c%3c', 'A<<'],
    ['%u4e41', 'A'],
  ],
  HTML_ENTITY_DECODE: [
    ['&lt;&#115;&#x63;&quot;&nbsp;', '<sc"\u00a0'],
    ['&unknown; & &#x110000000;', '&unknown; & &#x110000000;'],
  ],
  JS_DECODE: [
    ['\\u003cscript\\x3e\\n\\101', '<script>\nA'],
    ['\\uff1c\\a\\', '<\x07\\'],
  ],
  CSS_DECODE: [
    ['ja\\vascript', 'javascript'],
    ['\\3c\\00003e \\uff1c', '<>uff1c'],
  ],
  CMD_LINE: [["C^at  \"/etc/pass'wd';,LS (x)", 'cat/etc/passwd ls(x)']],
  COMPRESS_WHITE_SPACE: [['a\t\n\u00a0 b  c', 'a b c']],
  NORMALIZE_PATH: [
    ['/a//b/./c/../d', '/a/b/d'],
    ['../../etc/passwd', '../../etc/passwd'],
    ['/a/..', '/'],
    ['/a/b/', '/a/b/'],
  ],
  NORMALIZE_PATH_WIN: [['\\a\\..\\windows\\\\win.ini', '/windows/win.ini']],
  REMOVE_NULLS: [['a\0b', 'ab']],
  REPLACE_NULLS: [['a\0b', 'a b']],
  REPLACE_COMMENTS: [
    ['un/**/ion/*x*/select', 'un ion select'],
    ['a/*never ends', 'a '],
    ['a*/b', 'a*/b'],
  ],
  BASE64_DECODE: [
    ['PHNjcmlwdD4', '<script>'],
    ['not base64!', 'not base64!'],
  ],
  BASE64_DECODE_EXT: [['PHNj.cmlw dD4=', '<script>']],
  HEX_DECODE: [
    ['3c3e', '<>'],
    ['3c3', '3c3'],
  ],
  SQL_HEX_DECODE: [['select 0x414243', 'select ABC']],
  ESCAPE_SEQ_DECODE: [['\\x3c\\101\\n\\q\\?', '<A\n\\q?']],
  UTF8_TO_UNICODE: [['aä<', 'a%u00e4<']],
  MD5: [['abc', Buffer.from('900150983cd24fb0d6963f7d28e17f72', 'hex').toString('latin1')]],
}

for (const type of textTransformations) {
  test(`${type} does as AWS says`, () => {
    for (const [from, to] of examples[type]) assert.equal(transformations[type](from), to)
  })
}

test('several apply from the lowest priority up', () => {
  const chosen = [
    { Priority: 2, Type: 'LOWERCASE' },
    { Priority: 1, Type: 'URL_DECODE' },
  ] as const
  assert.equal(compileTransformations(chosen)?.('%41'), 'a')
})

test('none makes more than a bounded text of 8 KB of its worst input', () => {
  const worst = ['\\', '%', '&', '&#', '/*', '/../', ' ', '0x', '\\u', '%u00', '+', 'a\0', '\'"^']
  for (const type of textTransformations) {
    for (const part of worst) {
      const once = transformations[type](part.repeat(8_192 / part.length))
      assert.ok(once.length <= 6 * 8_192)
    }
  }
})
