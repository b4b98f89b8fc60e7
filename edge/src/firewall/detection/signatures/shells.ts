import type { Signature } from './signature.ts'

const tools =
  'assoc|ftype|vol|path|fsutil|driverquery|qwinsta|gpresult|bcdedit|cmdkey|klist|getmac|nbtstat|pathping|tracert|msbuild|regasm|regsvcs|odbcconf|pcalua|hh|esentutl|mavinject|expand|diskshadow|desktopimgdownldr|robocopy|xcopy|mklink|conhost|sc|cmstp|msdt|ieexec|extrac32|makecab|wsl|winrm|winrs|rasautou|presentationhost|ntdsutil|auditpol|w32tm|openfiles|takeown|subst|chcp|mode|fc|comp|diskpart|dism|logman|bitsadmin|finger'

/** Commands after what separates them, that `command.ts` and `break-out.ts` do not know by name. */
export const shellSignatures: readonly Signature[] = [
  {
    rule: 'windows-tool-after-separator',
    family: 'command-injection-windows',
    attack: 'a built-in or a tool of Windows behind a separator',
    literals: ['&', '|', ';', '`'],
    score: 5,
    upTo: 'payload',
    confirm: new RegExp(
      `[&|;\`] ?(?:(?:${tools})(?:\\.exe)?(?:$|(?<=[&|]) ?(?:[&|;]|$)| ?[-/\\\\][a-z\\\\]| (?:[a-z]:\\\\|\\\\\\\\|https?:)|\\.exe )|(?:fsutil fsinfo|sc(?:\\.exe)? query|(?:tracert|pathping) \\w|msbuild \\w|mavinject \\d|mklink |regasm\\.exe )|for \\/[fldr] %|if (?:not )?(?:exist|defined|errorlevel) \\S|start (?:\\/\\w{1,4} )?["']?\\\\\\\\|(?:gci|gc|gps|gwmi|irm|saps|sal|icm|ni|ri) [-$'"a-z]:?\\\\?|(?<!^(?:get|write|select|import|gci|ls|dir|ps|cat|\\$\\w{1,12}|\\[)[^;&\`]{0,160}\\| ?)(?:get|set|add|new|invoke|remove|start|stop|out|import|export|copy|test|enter|register)-[a-z]{3,24}(?:$| -[a-z]| hk|[ ]?[|;]| ['"$]))`,
      'y',
    ),
  },
  {
    rule: 'windows-launcher',
    family: 'command-injection-windows',
    attack: 'a program of Windows that starts another, as the whole value',
    literals: [
      'conhost',
      'explorer.exe',
      'pcalua',
      '%cd:~',
      '%date:~',
      '%time:~',
      'forfiles',
      'cmd.exe',
      'hh.exe',
      'msdt',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=^)(?:conhost(?:\.exe)? ["'\w-]|explorer(?:\.exe)? ?\/|pcalua -a|hh\.exe http|forfiles \/|msdt(?:\.exe)? \/)|%(?:cd|date|time):~-?\d/y,
  },
  {
    rule: 'unix-tool-after-separator',
    family: 'command-injection-unix',
    attack: 'a tool of Unix behind a separator',
    literals: [';', '|', '&', '`', '$('],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?:[;|&`]{1,2}|\$\() ?(?:(?:nproc|lscpu|lsusb|lspci|lsblk|lsmod|hostid|hostnamectl|arch|logname|dnsdomainname|blkid|findmnt|vmstat|iostat|pstree|locale|tty|runlevel|timedatectl|getconf|sysctl|getfacl|dpkg|rpm|pgrep|screen|tmux)(?:$|[;|&`)#]| ?-{1,2}\w| [a-z_]{2,20} ?$)|(?:ss|rsync|pgrep|screen|dpkg|rpm|ionice|strace|lsattr|setfacl) -\w|(?:fold|paste|comm|cmp|look|shuf|join|column|pr|fmt|iconv|cpio|stat|file|readlink|basename|dirname|unzip|gunzip|rsync|jq|pv|ed|ex|emacs) (?:-\w{1,12} )?[/~]|(?:aws|gcloud|az) \w{2,12} \w|(?:fping|hping3?|arping|mtr|drill|host) (?:-\w )?[\d\w-]{1,60}\.\w|\. ?\/(?:tmp|dev|var|home|etc)|trap \w{1,20} (?:exit|\d)|<\/etc\/|\$'\\(?:x[\da-f]{2}|\d{3})|at now)/y,
  },
  {
    rule: 'option-injection',
    family: 'command-injection-unix',
    attack: 'an option by which a tool runs another program',
    literals: [
      '--checkpoint-action',
      '--use-askpass',
      '--upload-pack',
      '--receive-pack',
      '-oproxycommand',
      '--to-command',
      '--rsh=',
      '--use-compress-program',
      '--post-file=',
      '--unzip-command',
      '--config-env',
      '--open-files-in-pager',
      '{id,',
      '!id',
      '<<< id',
      '<<<id',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=^|[ ;|&'"])--?(?:checkpoint-action|use-askpass|upload-pack|receive-pack|oproxycommand|to-command|rsh|use-compress-program|post-file|unzip-command|open-files-in-pager)[= ]|\{id,\}?|(?<=^)!id$|<<< ?id$/y,
  },
]
