import type { Place } from './findings.ts'
import { work } from './work.ts'

/** By character: 1 where no payload needs it. Letters, digits, space, and `_ - . ,` with `@ ! ? ~`. */
const harmless = new Uint8Array(128)
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,@!?~') {
  harmless[character.charCodeAt(0)] = 1
}
const minHiddenLength = 4
/** Words that mean something without any sign: commands, keys, scanners, and SQL between numbers. */
const telling =
  /__|\b(?:or|and|union|order|group|having|select|waitfor|like|between|limit)\b|\.\.|--|^(?:id|ls|whoami|env|ipconfig|ifconfig|systeminfo|sleep|ping|cat|uname|netstat|printenv|cmd|powershell|dir|type|net|hostname|constructor|wget|curl|nslookup|dig|ps|pwd|ver)\b|[a-z]{2}-[a-z]|acunetix|java|org\.apache|constructor|prototype|process\.env|win\.ini|boot\.ini|\.env|\.ht/i

/** Media types, languages and encodings with their weights; identifiers. */
const acceptable = /^(?:[\w*.+-]{1,40}(?:\/[\w*.+-]{1,40})?(?:; ?(?:q|v|charset)=[\w.-]{1,12})?(?:, ?|$)){1,24}$/
const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** One look at each character: a word, a number, a sentence or an identifier is nothing to judge. */
export function isUnremarkable(text: string, place: Place): boolean {
  if (place === 'path' || place === 'user-agent') return text.length < 2
  work.steps += text.length
  if (text.length === 36 && uuid.test(text)) return true
  if (place === 'header' && text.includes(',') && text.length < 300 && acceptable.test(text)) return true
  let spaces = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 128 || harmless[code] === 0) return false
    if (code === 0x20) spaces += 1
  }
  if (text.length < 2) return true
  if (spaces === 0 && text.length >= minHiddenLength && mayHide(text)) return false
  return !telling.test(text)
}

/** Base64 without a sign of its own has no dot, and mixes cases or digits. */
function mayHide(text: string): boolean {
  return !/[.,@!?~ ]/.test(text) && /[A-Z0-9]/.test(text) && (text.length % 4 !== 1 || text.includes('_'))
}
