import { work } from './work.ts'

/** How a text is worded: dense as a payload is, in sentences, or a document of many lines, prose or code. */
export type Register = 'payload' | 'sentence' | 'document'
export const registers: readonly Register[] = ['payload', 'sentence', 'document']

const minDocumentLength = 200
const maxTokens = 1_500

/** Words that hold sentences together, in a few languages; none is SQL's or a shell's. */
const bindingWords = new Set(
  `the a an is are was were be been to of for you that this these those with it its can could will would should we our i my
  your they their he she his her how what why which who but because about than there in on here very just also
  does did has have had may might must so at please thanks hello dear using used uses
  it's i'm what's don't doesn't didn't can't cannot before after until still only some without me us them too again never
  always already says said needs need takes reads prints live lives evaluates instead someone careful
  der die das und ist nicht ein eine mit von zu den dem auf für im wie auch sich wird werden haben ich sie wir
  le la les de des du un une est et pour pas que qui dans sur avec il elle nous vous je ce sont
  el los las una por para con como más pero este esta del se su al lo
  il che di per non sono gli della nel o e os as um uma não com mais foi het een van en voor met zijn niet doit être avant après`.split(
    /\s+/,
  ),
)
/** Who writes these writes about something. */
const subjectWords = new Set(
  `what why how meaning means example examples explain explained explanation injection injections attackers tutorial
  works blocked blocks vulnerability vulnerabilities exploits prevent difference vs versus question should prints shows
  returns rendered escaped sanitize sanitized detected affected fixed reads documentation docs pollution traversal
  dangerous disabled`.split(/\s+/),
)
const plainWord =
  /^["'(*_[]{0,3}([\p{L}\p{M}'’-]{1,40}|\p{L}{1,40}\/\p{L}{1,40})["')*_\]]{0,3}[.,;:!?…]{0,3}["')*_\]]{0,3}$/u
const notAscii = /[\u0250-\uffff]/
const tag = /<\/?[a-z!][^<>]{0,300}>/gi
const markdownLine = /^ {0,3}(?:#{1,6} |[-*+] |\d{1,3}\. |```|~~~|> |\|)/
const codeLine =
  /[;{}(),:[\]>]$|^(?:\/\/|#|\*|--|import |from |def |class |func |fn |let |const |var |return |@)|^\w[\w.]{0,40} = /

const fence = /^[ >]{0,8}(?:```|~~~)/m
/** A script of a shell or of Windows, whole. */
const scriptStart = /^(?:#!\/[^\n]{2,60}|@?echo off\b[^\n]{0,60})\n/i
const settingLine =
  /^\s{0,12}(?:- )?(?:[a-z][\w.-]{0,40}|"[\w.-]{1,40}"):(?: |$)|^\s{0,12}- |^[A-Z][A-Z\d_]{1,40}=|^\[[\w .-]{1,40}\]$|^\s{0,8}#/
const tableRule = /\| ?:?-{2,}:? ?\|/
const statementStart =
  /^(?:const|let|export|function|async|class|def|public|private|protected|static|fn|func|package|using|module\.exports|interface|type|enum|return|await|throw|console\.|expect\(|describe\(|it\(|test\(|if \(|for \(|while \(|#include|app\.|router\.)(?<!\w(?=\w))[ \w('"`{<=@$[\]]|^import (?:\w+ from|\{|\* as|type |['"]|\w+(?:\.\w+)*$)|^(?:var )?[$\w.]{1,40}(?:\[[^\]]{1,20}\])? (?:=|\+=|:=) ?(?!.{0,200}(?:javascript:|<script|__import__|child_process|\bexec))|^document\.\w{1,30}\(['"]/

export function judgeWording(text: string): Register {
  work.steps += text.length
  if (fence.test(text) || tableRule.test(text) || scriptStart.test(text) || isSettings(text)) return 'document'
  const words = countWords(text.includes('<') ? text.replaceAll(tag, ' ') : text)
  if (text.length >= minDocumentLength && isDocument(text, words)) return 'document'
  if (isCode(text) || logLine.test(text) || isSqlStatement(text)) return 'document'
  if (!isSentence(words)) return 'payload'
  return words.subject > 0 && words.binding + words.subject >= 2 && words.plain >= 4 ? 'document' : 'sentence'
}

interface Words {
  readonly all: number
  readonly plain: number
  readonly binding: number
  /** What nobody writes but in a text about something, such as an attack. */
  readonly subject: number
}

function countWords(text: string): Words {
  let plain = 0
  let binding = 0
  let subject = 0
  const tokens = text.split(/\s+/, maxTokens)
  for (const token of tokens) {
    const word = plainWord.exec(token)?.[1]
    if (word === undefined) continue
    plain += 1
    if (bindingWords.has(word.toLowerCase()) || (word.length > 1 && notAscii.test(word))) binding += 1
    if (subjectWords.has(word.toLowerCase())) subject += 1
  }
  return { all: tokens.length, plain, binding, subject }
}

function isSentence({ all, plain, binding, subject }: Words): boolean {
  return (subject > 0 ? plain >= 2 : binding >= 2 && plain >= 3) && plain * 5 >= all * 2
}

function isDocument(text: string, { all, plain, binding }: Words): boolean {
  if (plain >= 25 && binding >= 5 && plain * 3 >= all) return true
  const lines = text.split('\n', 200)
  const marked = lines.filter((line) => markdownLine.test(line)).length
  return lines.length >= 4 && marked >= 3 && plain >= 8
}

/** YAML, an environment or an INI file, of three lines or more; headers after a value are capitalised and not indented. */
function isSettings(text: string): boolean {
  if (!text.includes('\n') || text.includes('\r')) return false
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '')
  return lines.length >= 3 && lines.every((line) => settingLine.test(line) || /^\s{2}/.test(line))
}

/** Several lines that each look like a line of a program. */
function isCode(text: string): boolean {
  if (!text.includes('\n')) return isStatement(text)
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '')
  if (lines.length < 2) return false
  const code = lines.filter((line) => /^\s{2}|^\t/.test(line) || codeLine.test(line.trim())).length
  return code * 5 >= lines.length * 3
}

/** A server's own line about a request, or a logger's about a query. */
const logLine =
  /^\S{1,60} \S{1,40} \S{1,40} \[\d\d\/\w{3}\/\d{4}:[^\]]{8,20}\] "[A-Z]{3,8} |^(?:time=\S{1,40} )?level=\w{4,6} msg="|^audit: type=\d{4} |^[A-Z][a-z]{2} [\d ]\d (?:[\d:]{8} )?[\w.-]{1,40} \w{1,30}\[\d{1,7}\]: |^(?:\S{1,40} )?\[?(?:DEBUG|INFO|WARN|ERROR)\]? \[[\w.-]{1,40}\] |^\[?\d{4}-\d\d-\d\d[T ][\d:.,]{5,15}Z? ?\]? (?:\[[\w.#-]{1,30}\] ?)?(?:\w{1,20}[. ])?\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|debug|info|warn|error|LOG|STATEMENT)\b|^(?:ERROR|WARN|INFO|LOG|FATAL): {1,2}[a-z]|^(?:[A-Z]\w{1,30})?(?:Error|Exception|Warning): |^(?:cat|ls|rm|cp|bash|sh|sudo|curl|wget|ssh|npm|nginx|mkdir|tar): [\w/'-]|^ModSecurity: /
/** A query that names what it reads or changes; nobody closes a string before one. */
const sqlStatement =
  /^\s*(?:begin; ?)?(?:select\s[^;]{1,400}?\sfrom\s+(?!dual\b|information_schema\.(?:tables|columns)\s*$|mysql\.|sys|master|all_)[a-z"`[]|insert\s+into\s+\w|update\s+[\w."`]{1,60}\s+set\s|delete\s+from\s+\w|create\s+(?:unique\s+)?(?:table|index|view)\s|alter\s+table\s+\w|with\s+\w{1,40}\s+as\s*\(\s*select\s|explain\s+(?:analyze\s+)?select\s|where\s+[a-z][\w.]{0,40}\s*(?:=|<|>|like\s|in\s))/i
const sqlAbuse =
  /sleep|benchmark|waitfor|load_file|(?:out|dump)file|xp_|utl_|dbms_|extractvalue|updatexml|xmltype|@@|null\s*,\s*null|version\s*\(|(?:user|database)\s*\(\s*\)|into\s+@|pg_(?:read|ls|shadow)|copy\s|char\s*\(|0x|password|passwd|--\s*-?\s*$|#\s*$|\/\*!?|union\s+(?:all\s+)?select\s+(?:\d|null|['"])|(['"]?)\b(\w{1,9})\1\s*=\s*\1\2\b/i

function isSqlStatement(text: string): boolean {
  return text.length < 600 && sqlStatement.test(text) && !sqlAbuse.test(text) && isBalanced(text)
}

/** One line that begins as a line of a program does, and leaves nothing open: an injected one would. */
function isStatement(text: string): boolean {
  return text.length < 400 && statementStart.test(text) && isBalanced(text)
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1
    if (')]}'.includes(character)) depth -= 1
    if (depth < 0) return false
  }
  return depth === 0 && text.split("'").length % 2 === 1 && text.split('"').length % 2 === 1
}

/** Blanks what Markdown quotes as code: fences, indented blocks and inline spans. Lengths and line breaks stay. */
export function blankQuotedCode(text: string): string {
  work.steps += text.length
  let fence: string | undefined
  const lines = text.split('\n').map((line) => {
    const mark = /^[ >]{0,8}(?:[-*] )?(```|~~~)/.exec(line)?.[1]
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined
      return ' '.repeat(line.length)
    }
    return fence !== undefined || /^(?: {4}|\t)/.test(line) ? ' '.repeat(line.length) : line
  })
  return blankSpans(lines.join('\n'))
}

function blankSpans(text: string): string {
  return text.replaceAll(/``[^\n]{1,300}?``|`[^`\n]{1,300}`/g, (span) => ' '.repeat(span.length))
}
