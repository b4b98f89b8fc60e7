import { maxMatchedLength } from '../findings.ts'
import { work } from '../work.ts'

/** Commands that mean nothing else. */
const plain =
  'whoami|uname|ifconfig|netstat|nslookup|wget|curl|nc|ncat|netcat|bash|zsh|ksh|dash|csh|tcsh|sh|python[23]?|perl|ruby|php|node|lua|chmod|chown|chgrp|useradd|adduser|usermod|passwd|crontab|busybox|printenv|sudo|systemctl|iptables|hostname|pwd|lsof|mkfifo|mknod|ping6?|traceroute|dig|telnet|ssh|scp|ftp|tftp|socat|nmap|tcpdump|xxd|hexdump|base64|base32|awk|gawk|sed|tac|rev|xargs|tee|openssl|gcc|uptime|dmesg|lsb_release|getent|arp|ipconfig|systeminfo|tasklist|netsh|wmic|powershell|pwsh|cmd|certutil|phpinfo|ps|ls|mkdir|rmdir|rm|cp|mv|ln|touch|cd|df|du|nohup|expr|id|env|cat'
/** Commands that are words as well: what follows has to look like an argument, or nothing may. */
const wordy =
  'find|sort|head|tail|more|less|who|w|date|time|sleep|kill|at|cut|host|last|top|test|watch|which|write|exec|eval|finger|echo|tree|dd|od|nl|diff|split|grep|egrep|set|type|dir|del|copy|net|ver|start|call|print|printf|groups|users|history|source|export|alias|shutdown|reboot|halt|mail|man|vi|nano|strings|tar|zip|gzip|make|ip|route|mount|su|timeout|reg|sc'
const lead =
  '(?:[({] ?){0,3}(?:\\w{1,12}=[^ ]{0,30} )?(?:(?:sudo|nohup|env|exec|command|time|busybox|eval|start(?: \\/b)?) )?["\'(]?(?:[a-z]:\\\\[\\w\\\\]{0,60}\\\\|%?\\/?(?:usr\\/)?(?:local\\/)?s?bin\\/|\\.\\/)?'
const argument = '(?: ?(?:-{1,2}[a-z]|\\/|\\.{1,2}[\\/\\\\]|~|\\$|[\'"`]|\\d|>|<|[a-z]:|%|@|http)| \\*|[$<>])'
const closing = ' ?(?:[;|&`)#}>"\']|$|--|\\/\\/|\\\\n|%0)'
const command = new RegExp(
  `${lead}(?:(?:${plain})(?:\\.exe)?(?:${argument}|${closing}| [\\w./-]{1,60}${closing}| \\w)|(?:${wordy})(?:${argument}|${closing})|\\/(?:(?:bin|sbin|usr|tmp|opt|var|etc|dev)|\\w{0,10}[?*\\[\\]][\\w?*\\[\\]]{0,10})\\/[\\w?*\\[\\]]{1,12}(?:[ $;|&\`)]|$)|\\/\\w{1,10}\\/\\w{0,10}[?*\\[][\\w?*\\[\\]]{0,10}(?:[ $;|&\`)]|$)|\\?{0,1}\\/\\?{2,}|\\$\\{\\w{1,12}[:#]|\\$\\{?\\w{1,12}\\}?\\$)`,
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
    const found = match !== null || (sign.index === 0 && echoes.test(text.slice(at, at + 20)))
    if (found && isBreakOut(text, sign, at)) return text.slice(sign.index, sign.index + maxMatchedLength)
    separator.lastIndex = Math.max(at, separator.lastIndex)
  }
  return undefined
}

/** A pipeline that begins with a command is a person's; one that begins with a value is not. */
const startsAsCommand =
  /^\s*(?:\$ |# |> )?(?:[A-Z][a-z]{1,11}-[A-Z]\w{1,30} |param\(|RUN |sudo |npm |npx |git |docker |cd |ls |cat |echo |curl |find |grep |ps |make |mkdir |yarn |pnpm |pip |apt(?:-get)? |brew |export |kubectl |tar |ssh |for |if |while |awk |sed |sort |history |df |du |head |tail |node |python3? |go |cargo |source |rm |cp |mv |export|set |wget |chmod |xargs |find|which |systemctl |service |journalctl |gh |aws |psql |mysql |php |composer |bundle |mvn |tsc |vite |jest |eslint |dotnet |cargo |javac |gcc |g\+\+ |nc |netstat |ss |ping |dig |nslookup |ip |ifconfig |top |uptime |dmesg |tmux |screen |vim? |nano |less |diff |touch |read |test |date |pwd|who|id |env |nohup |time |watch |jq |openssl |scp |rsync |dd |mount |ln |du |tee |iwr |irm |Get-|"[\w:-]{1,30}": ?"|\.\/|[A-Z_]+=|#|kill |lsof |exec |sh |bash )/

/** `time & date`, `cats; more`: words on both sides. */
const bareWord = new RegExp(`^(?:${wordy}|cat|id|ls|node|dash|ruby|expr)s?(?: ?[.,!?;]{0,2}$| [a-z]{1,20}$)`, 'i')

const loneWord = new RegExp(`^(?:${wordy})\\s*(?:[\r\n]|$)`, 'i')

function isBreakOut(text: string, sign: RegExpExecArray, at: number): boolean {
  if (/^<\w/.test(text) || (startsAsCommand.test(text) && !/\/etc\/(?:passwd|shadow)/.test(text))) return false
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
  if (
    /^[\p{L} ]{2,60}$/u.test(text.slice(0, sign.index)) &&
    /\s[;|&]|[;|&]\s/.test(text) &&
    bareWord.test(text.slice(at))
  )
    return false
  return at < 400
}
