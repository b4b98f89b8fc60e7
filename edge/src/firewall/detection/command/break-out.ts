import { maxMatchedLength } from '../findings.ts'
import { work } from '../work.ts'
import { isCommandLine, isWordList } from './written.ts'

/** Commands that mean nothing else. */
const plain =
  'whoami|uname|ifconfig|netstat|nslookup|wget|curl|nc|ncat|netcat|bash|zsh|ksh|csh|tcsh|python[23]?|lua|chmod|chown|chgrp|useradd|adduser|usermod|crontab|busybox|printenv|sudo|systemctl|iptables|pwd|lsof|mkfifo|mknod|ping6?|traceroute|dig|telnet|scp|tftp|socat|nmap|tcpdump|xxd|hexdump|base64|base32|awk|gawk|sed|tac|xargs|tee|openssl|gcc|uptime|dmesg|lsb_release|getent|arp|ipconfig|systeminfo|tasklist|netsh|wmic|powershell|pwsh|cmd|certutil|phpinfo|ls|mkdir|rmdir|rm|mv|ln|df|du|nohup'
/** Commands that are names or abbreviations as well: a sentence may go on behind them. */
const common = 'cat|dash|touch|ps|id|node|cd|cp|env|rev|php|ruby|perl|sh|hostname|passwd|ssh|ftp|expr'
/** Commands that are words as well: what follows has to look like an argument, or nothing may. */
const wordy =
  'find|sort|head|tail|more|less|who|w|date|time|sleep|kill|at|cut|host|last|top|test|watch|which|write|exec|eval|finger|echo|tree|dd|od|nl|diff|split|grep|egrep|set|type|dir|del|copy|net|ver|start|call|print|printf|groups|users|history|source|export|alias|shutdown|reboot|halt|mail|man|vi|nano|strings|tar|zip|gzip|make|ip|route|mount|su|timeout|reg|sc'
const lead =
  '(?:[({] ?){0,3}(?:\\w{1,12}=[^ ]{0,30} )?(?:(?:sudo|nohup|env|exec|command|time|busybox|eval|start(?: \\/b)?) )?["\'(]?(?:[a-z]:\\\\[\\w\\\\]{0,60}\\\\|%?\\/?(?:usr\\/)?(?:local\\/)?s?bin\\/|\\.\\/)?'
const argument = '(?: ?(?:-{1,2}[a-z]|\\/|\\.{1,2}[\\/\\\\]|~|\\$|[\'"`]|\\d|>|<|[a-z]:|%|@|http)| \\*|[$<>])'
/** `w/ fries`, `type 2`, `who's there`, `time-sensitive` are none. */
const wordyArgument =
  '(?: -{1,2}[a-z]| ?\\/[a-z*][^ ]| \\/ -| ?\\.{1,2}[\\/\\\\]| ~\\/| ?\\$[a-z({_]| [\'"`]|[<>]| [a-z]:\\\\| ?%[a-z]| @\\w| https?:| \\*\\.)'
const closing = ' ?(?:[;|&`)#}>"\']|$|--|\\/\\/|\\\\n|%0)'
const command = new RegExp(
  `${lead}(?:(?:${plain})(?:\\.exe)?(?:${argument}|${closing}| [\\w./-]{1,60}${closing}| \\w)|(?:${common})(?:\\.exe)?(?:${argument}|${closing}| [\\w./-]{1,60}${closing})|(?:sleep|kill|timeout|shutdown) ?\\d|(?:${wordy})(?:${wordyArgument}|(?!['"][a-z])${closing})|\\/(?:(?:bin|sbin|usr|tmp|opt|var|etc|dev)|\\w{0,10}[?*\\[\\]][\\w?*\\[\\]]{0,10})\\/[\\w?*\\[\\]]{1,12}(?:[ $;|&\`)]|$)|\\/\\w{1,10}\\/\\w{0,10}[?*\\[][\\w?*\\[\\]]{0,10}(?:[ $;|&\`)]|$)|\\?{0,1}\\/\\?{2,}|\\$\\{\\w{1,12}[:#]|\\$\\{?\\w{1,12}\\}?\\$)`,
  'iy',
)
const separator = /[;|&\n\r`]|\$\(|[<>]\(/g
const echoes = /^(?:echo|find|print|printf|time|set|type|dir|eval) \w/i
const maxSeparators = 64
/** The `;` of `&amp;` separates nothing. */
const endsEntity = /&(?:amp|lt|gt|quot|nbsp|apos|#\d{1,4})$/

/**
 * A command behind what separates commands: `;`, `|`, `&`, a line break, a backtick, `$(`. The text before is the value
 * that was expected.
 */
export function findCommand(text: string): string | undefined {
  separator.lastIndex = 0
  for (let tried = 0; tried < maxSeparators; tried += 1) {
    const sign = separator.exec(text)
    if (sign === null) return undefined
    let at = sign.index + sign[0].length
    while (at < text.length && ' \t;|&!'.includes(text.charAt(at))) at += 1
    work.steps += at - sign.index
    command.lastIndex = at
    const match = command.exec(text)
    if (sign[0] === ';' && endsEntity.test(text.slice(Math.max(0, sign.index - 8), sign.index))) continue
    const found =
      (match !== null && isWrittenSmall(match[0])) || (sign.index === 0 && echoes.test(text.slice(at, at + 20)))
    if (found && isBreakOut(text, sign, at)) return text.slice(sign.index, sign.index + maxMatchedLength)
    separator.lastIndex = Math.max(at, separator.lastIndex)
  }
  return undefined
}

/** Unix tells capitals apart; only what Windows has may begin with one. */
const anyCase =
  /^[^a-z]{0,12}(?:whoami|ipconfig|ping|dir|type|del|copy|net|ver|set|echo|start|call|systeminfo|tasklist|netsh|wmic|powershell|pwsh|cmd|certutil|nslookup|hostname|reg|sc|timeout|curl|phpinfo|sleep)\b/i

function isWrittenSmall(command: string): boolean {
  return !/^[^a-z]{0,12}[A-Z]/.test(command) || anyCase.test(command)
}

const loneWord = new RegExp(`^(?:${wordy})\\s*(?:[\r\n]|$)`, 'i')

function isBreakOut(text: string, sign: RegExpExecArray, at: number): boolean {
  if (/^<\w/.test(text) || isCommandLine(text) || isWordList(text)) return false
  if (sign[0] === '`')
    return (
      !/`[^`]{1,80}`[-\s]/.test(text.slice(sign.index)) &&
      /`[^`]{1,200}`/.test(text.slice(sign.index)) &&
      (sign.index === 0 ||
        /^(?:echo|print)\b/.test(text) ||
        !/[\s(]/.test(text.charAt(sign.index - 1)) ||
        sign.index < 3)
    )
  if (sign[0] === '\n' || sign[0] === '\r')
    return (
      !loneWord.test(text.slice(at, at + 40)) && !/\s{3}|[;{}]\s*$/.test(text.slice(0, sign.index)) && text.length < 200
    )
  return at < 400
}
