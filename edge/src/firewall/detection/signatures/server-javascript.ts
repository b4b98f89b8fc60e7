import type { Signature } from './signature.ts'

const family = 'node-injection'
const modules =
  '(?:node:)?(?:os|https?|net|vm|dns|module|worker_threads|util|fs|cluster|repl|v8|inspector|tls|dgram|child_process)'

/** How injected JavaScript reaches the runtime: modules, the process, the global object and every object's constructor. */
export const serverJavascriptSignatures: readonly Signature[] = [
  {
    rule: 'node-module',
    family,
    attack: 'calls a module of the runtime in the expression that loads it',
    literals: ['require(', 'import('],
    score: 5,
    upTo: 'payload',
    confirm: new RegExp(
      `require\\( ?(['"\`])${modules}\\1 ?\\) ?(?:\\.\\w{1,30} ?[.(\`]|\\[)|(?<=[;+,&|?'"(] ?)require\\( ?(['"\`])${modules}\\2|import\\( ?(['"\`])(?:node:\\w|(?:os|fs|vm|net)\\3)|(?<=(?:global|globalthis|module|parent|mainmodule|this)(?:\\.|\\[['"]))require\\(`,
      'y',
    ),
  },
  {
    rule: 'node-runtime',
    family,
    attack: 'asks the process, the global object or the module for more than data',
    literals: [
      'process',
      'global.',
      'global[',
      'globalthis.',
      'globalthis[',
      'vm.run',
      'module.',
      'deno.',
      'bun.',
      'main.require',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /global(?:this)?\[['"](?:process|require|eval|constructor|function)|(?<![\w.])vm\.runin(?:this|new)context\( ?['"`]|(?<=throw (?:new error\( ?)?)process\.(?:env|argv|versions?)\b|process(?:\.report\.\w|\.(?:dlopen|abort|memoryusage|getuid|getgid|geteuid|getegid|chdir|hrtime|uptime|reallyexit|setuid|umask|_\w{1,20})\(|\.stdout\.write\(|\[ ?['"`]\w|\.constructor|\.mainmodule)|(?<=(?:[+{$=;]|\(['"`]?|\w\() ?)process\.(?:argv|versions?|platform|env|pid|title|config|release|execpath)\b|(?<=^)process\.(?:argv|versions?(?:\.\w{1,12})?|platform|pid|execpath);?$|(?<![\w.])global(?:this)?\.(?:require|constructor|process)\b|(?<![\w.])module\.(?:constructor\b|parent\.|children\b|require\(|exports\.constructor)|(?<=^|[;+('"] ?)(?:deno|bun)\.(?:run|command|spawn|spawnsync|readtextfile|readfile|env)\b|main\.require\(/y,
  },
  {
    rule: 'constructor-reach',
    family,
    attack: 'reaches a constructor, and through it every function or object',
    literals: [
      '.constructor',
      '"constructor.',
      'object.prototype',
      'preparestacktrace',
      'outputfunctionname',
      '[view options]',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /\.constructor(?:\.(?!name\b)\w|\(|\[|`)|(?<=^\w{1,30}(?:\([^()]{0,20}\))?)\.constructor$|(?<=^[\w.]{1,20}\([^()]{0,20}\))\.constructor$|"constructor\.prototype|object\.prototype(?:\[|,|\) ?,)|error\.preparestacktrace ?=|outputfunctionname(?:\]|["']? ?[:=])|\[view options\]/y,
  },
  {
    rule: 'javascript-side-effect',
    family,
    attack: 'reads or writes files, runs a string, answers in place of the program, or never ends',
    literals: [
      'fs.',
      'settimeout(',
      'setinterval(',
      'for(;;)',
      'for (;;)',
      'res.',
      'response.',
      'with(',
      'spawn(',
      'execfile(',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<![\w.])fs\.(?:read|write|unlink|append|rm|rename|copy)\w{0,12}\( ?['"`](?:[./]|\w{1,20}\.(?:js|json)|x)|set(?:timeout|interval)\( ?['"`]\w{1,20}[(.]|for ?\(;;\) ?(?:;|\{ ?\}|$)|res(?:ponse)?\.(?:json|send|end|write|redirect)\( ?(?:process|require|global|this\.)|with\( ?(?:process|global|require)|(?<![\w.])(?:spawn|execfile)\( ?['"`](?:\/bin\/)?(?:sh|bash|cmd|id|ls|cat|nc|curl|wget|whoami|python\d?|perl)\b/y,
  },
]
