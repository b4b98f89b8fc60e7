import type { TextTransformationType } from '@porchlight/system/web-acl/fields'
import { decodeBase64, decodeBase64Leniently, decodeHex, decodeSqlHex, md5, utf8ToUnicode } from './binary.ts'
import { cmdLine, compressWhiteSpace, normalizePath, normalizePathWindows, replaceComments } from './cleaning.ts'
import { cssDecode, escapeSequenceDecode, jsDecode } from './escapes.ts'
import { htmlEntityDecode, urlDecode, urlDecodeUnicode } from './web-encodings.ts'

/**
 * AWS's text transformations, each in one pass over the text.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html
 */
export const transformations: Readonly<Record<TextTransformationType, (text: string) => string>> = {
  NONE: (text) => text,
  LOWERCASE: (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  URL_DECODE: urlDecode,
  URL_DECODE_UNI: urlDecodeUnicode,
  HTML_ENTITY_DECODE: htmlEntityDecode,
  JS_DECODE: jsDecode,
  CSS_DECODE: cssDecode,
  CMD_LINE: cmdLine,
  COMPRESS_WHITE_SPACE: compressWhiteSpace,
  NORMALIZE_PATH: normalizePath,
  NORMALIZE_PATH_WIN: normalizePathWindows,
  REMOVE_NULLS: (text) => text.replaceAll('\0', ''),
  REPLACE_NULLS: (text) => text.replaceAll('\0', ' '),
  REPLACE_COMMENTS: replaceComments,
  BASE64_DECODE: decodeBase64,
  BASE64_DECODE_EXT: decodeBase64Leniently,
  HEX_DECODE: decodeHex,
  SQL_HEX_DECODE: decodeSqlHex,
  ESCAPE_SEQ_DECODE: escapeSequenceDecode,
  UTF8_TO_UNICODE: utf8ToUnicode,
  MD5: md5,
}
