import type { Finding, Place } from './findings.ts'
import { work } from './work.ts'

const family = 'crlf-injection'
const header =
  /[\r\n\u560a\u560d][ \t]{0,4}(?:set-cookie2?|location|content-(?:type|length|disposition|security-policy|encoding)|x-[a-z][a-z-]{1,40}|refresh|host|transfer-encoding|connection|link|access-control-[a-z-]{5,30}|vary|etag|pragma|authorization|accept(?:-[a-z]{3,10})?|p3p|trailer|upgrade(?:-[a-z-]{4,20})?|sec-[a-z-]{3,30}|forwarded|retry-after|alt-svc|permissions-policy|keep-alive|if-[a-z-]{4,20}|my-\w{1,20}|pwn\w{0,8}|hack\w{0,8}|cache-control|last-modified|status|header\w{0,10}|user-agent|referer|cookie|clear-site-data|crlf\w{0,12}|injected\w{0,12}|expect|www-authenticate|strict-transport\w{0,20}|test\w{0,8}|custom-\w{1,20}|evil-?\w{0,12}|proxy-\w{1,20}|server|age|allow|via|range|origin|te|dnt) ?:/i
const status =
  /[\r\n]{1,4}(?:http\/[\d.]{1,3} \d{3}|(?:get|post|head|put|delete|options|trace|connect) [/h][^ ]{0,200} http\/\d)/i
const mail =
  /[\r\n][ \t]{0,4}(?:(?:b?cc|to|from|reply-to|subject|mime-version|content-transfer-encoding|sender|x-mailer) ?: ?[^\r\n]{1,200}|(?:rcpt to|mail from) ?:|data[\r\n]|\.[\r\n]{1,2}(?:quit|mail)|(?:ehlo|helo|quit|rset|vrfy|expn|noop|starttls|auth login)(?: |[\r\n]|$)|[a-z]\d{1,4} (?:capability|fetch|logout|login|select|create|delete|list|noop|copy|store|search|examine|status|rename))/i
const store =
  /[\r\n](?:\*\d{1,2}[\r\n]{1,2}\$\d|(?:set|get|flushall|config set|slaveof|eval|save|stats|version|delete|flush_all|incr|add|append|replace|gets|module load|quit) ?(?:\w[\w:./-]{0,59} )?(?:[\d"'\w/ ]{1,60})?(?:[\r\n]|$))/i
const ends = /[\r\n]{2,4} ?<(?:html|script|svg|img|body|h1|!doctype)/i

/** Line breaks in a value that ends up in a header, a mail or another line-based protocol. */
export function findLineBreak(text: string, raw: string, place: Place): Finding | undefined {
  if (!/[\r\n\u560a\u560d]/.test(text)) return undefined
  work.steps += text.length
  const escaped = place !== 'body' || /%0[ad]|%u000[ad]|\\[rn]|\\u000[ad]|%e5%98|&#x?[ad];|&newline/i.test(raw)
  const lines = text.split('\n', 12).length
  if (!escaped && (lines > 8 || text.length > 400)) return undefined
  for (const [rule, pattern] of patterns) {
    const match = pattern.exec(text)
    if (match === null) continue
    if (isLetter(text, match, rule) || !isSudden(text, match.index, escaped ? 'escaped' : rule)) continue
    return { family, rule, score: 5, matched: match[0].slice(0, 100) }
  }
  return undefined
}

/** Any name with a hyphen, or a line of a log, right behind a single word. */
const anyHeader = /^[^\s]{0,60}[\r\n]{1,3}[ \t]{0,4}[a-z]{1,15}(?:[-_][a-z]{1,15}){1,4} ?: ?\S/i
const entry =
  /^[^\s]{0,60}[\r\n]{1,3}(?:\[?\d{4}-\d\d-\d\d[^\r\n]{0,20} (?:INFO|WARN|ERROR|DEBUG)\b|(?:INFO|WARN|ERROR|DEBUG)[: ]\S|(?:\d{1,3}\.){3}\d{1,3} - )/

const patterns: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['header-line', header],
  ['status-line', status],
  ['mail-header', mail],
  ['store-command', store],
  ['body-after-headers', ends],
  ['any-header', anyHeader],
  ['log-entry', entry],
]

/** A subject below an opening of several words, a list of things to do: an injection follows a single word, or names a receiver. */
function isLetter(text: string, match: RegExpExecArray, rule: string): boolean {
  if (rule === 'body-after-headers') return text.slice(0, match.index).split(/\s+/, 12).length > 10
  if (rule !== 'mail-header' && rule !== 'store-command') return false
  const lines = text.trim().split(/[\r\n]{1,4}/)
  if (rule === 'mail-header')
    return /^\p{L}[\p{L}' ,]{2,60} [\p{L},']{2,20}$/u.test(lines[0] ?? '') && !match[0].includes('@')
  return (
    !text.includes('\r') &&
    lines.every((line) => /^[\p{L}' ,!.]{2,60}$/u.test(line) && !/flush|slave|config/i.test(line))
  )
}

/** Mail and header excerpts begin with a header; an injected one follows a value. */
function isSudden(text: string, at: number, rule: string): boolean {
  const before = text.slice(0, at).trim()
  if (rule === 'escaped') return !/^[\w-]{2,30}: /.test(before)
  if (rule === 'store-command') return /\r/.test(text)
  return !/^[\w-]{2,30}: |^(?:GET|POST|PUT|DELETE|HTTP|curl) |\s.*\s.*\s/.test(before)
}
