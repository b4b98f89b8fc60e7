const tricks = /['"\\^`]|\$[@*!#]|\$\{?ifs|\{[\w/.-]{1,40},|\$\{\w{0,12}[:#%]|\$[0-9]|<(?=[/\w])|%(?:0a|0d|09)/i

/** A command line without what shells drop or fill in: quotes within words, backslashes, carets, `$IFS`, `$@`, braces. */
export function dequote(text: string): string {
  if (!tricks.test(text)) return text
  return text
    .replaceAll(/\$\{?ifs(?:\}|\$\d|%\?\?)?(?:\$\d)?/gi, ' ')
    .replaceAll(/\$(?:[@*!#]|\d)|\$\{[@*\d]\}/g, '')
    .replaceAll(/(?<=[\w/$=-])(?:''|""|``)(?=[\w/$-])/g, '')
    .replaceAll(/(?<=^|[\w/;|&(` ])['"](?=[a-z/]{1,8}['"][a-z/'"])|(?<=['"\w/][a-z/]{0,8})['"](?=[a-z/])/gi, '')
    .replaceAll(/\\(?=[a-z/\n -])\n?/gi, '')
    .replaceAll('^', '')
    .replaceAll(/\{([\w/.-]{1,40}),([^{},]{0,80}),?([^{},]{0,40})\}/g, '$1 $2 $3')
    .replaceAll(/(?<=(?:cat|sh|head|tail|more|less|tac|nl|od|xxd|base64|rev))<(?=[/\w])/gi, ' ')
    .replaceAll(/\$\{(?:path|home|pwd|shell)(?::0:1|%%[^}]{0,10})\}/gi, '/')
}
