import { work } from './work.ts'

/** Longer values are not of one form. */
const maxLength = 300

const plainPath = '(?:\\/[\\w.~@-]{0,60}){0,8}'
const plainQuery = '(?:\\?[\\w.~%=&+@-]{0,200})?(?:#[\\w.~\\/=&+-]{0,80})?'
/** What an attacker asks an inner server for. */
const notInner =
  '(?![^?#]{0,200}\\/(?:admin|internal|private|secret|debug|actuator|env|config|metrics|server-|manager|console|jolokia|_|v1\\/agent|latest\\/|\\.))(?!.{0,250}(?:\\.\\.|%2e|%0|passwd|metadata))'
/** What development servers listen on; what databases and the like do is not among them. */
const developmentPort =
  '(?:1234|1313|30[01]\\d|3333|4000|4173|4200|4321|500[0-2]|517[3-5]|5500|6006|800[0-2]|8081|8123|8787|8888|19006|5[3-9]\\d{3})'
const ownMachine = '(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\])'
const ownNetwork =
  '(?:192\\.168(?:\\.\\d{1,3}){2}|10(?:\\.\\d{1,3}){3}|172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2}|(?!metadata|internal|admin)[a-z\\d]{2,20}\\.(?:local|lan|home))'
const service = '(?:api|backend|frontend|web|app|server)'
const task = '(?:api|docs?|health|healthz|login|auth|callback|cb|oauth2?|static|assets|images|index\\.html|dashboard)'

/**
 * Whole values that people and programs send every day, and that a rule would take for an attack: they stand for nothing
 * but themselves, so each form is told to its last character.
 */
const forms: readonly RegExp[] = [
  // A development server, as callbacks, settings and chats have it.
  new RegExp(`^https?:\\/\\/${ownMachine}:${developmentPort}${notInner}${plainPath}${plainQuery}$`),
  new RegExp(`^https?:\\/\\/${ownMachine}:8080\\/${task}${notInner}${plainPath}${plainQuery}$`),
  new RegExp(`^https?:\\/\\/${ownNetwork}:${developmentPort}${notInner}${plainPath}${plainQuery}$`),
  new RegExp(`^https?:\\/\\/${service}:(?:${developmentPort}|8080)${notInner}${plainPath}${plainQuery}$`),
  new RegExp(`^wss?:\\/\\/(?:${ownMachine}|${service})(?::\\d{2,5})?${plainPath}${plainQuery}$`),
  // Where a program finds its database, queue or mail server.
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|kafka|nats|mqtts?|smtps?|imaps?|rtsps?|rtmp|jdbc:\w{2,12}):\/\/(?:[\w.%+-]{0,40}(?::[\w.%!+-]{0,40})?@)?(?:localhost|[a-z][\w-]{1,40}(?:\.[\w-]{1,40}){0,4}|(?:192\.168|10\.\d{1,3})(?:\.\d{1,3}){2})(?::\d{2,5})?(?:\/[\w-]{0,40})?(?:\?[\w=&.+-]{0,120})?$/,
  /^ldaps?:\/\/[\w.-]{1,60}(?::(?:389|636))?\/(?:(?:dc|ou|cn)=[\w-]{1,30},?){1,6}$/,
  /^(?:sftp|smb|ssh):\/\/(?:\w{1,20}@)?[a-z][\w-]{1,30}(?:\.(?:local|lan|home))?\/[\w/.-]{0,80}$/,
  // A document of one's own.
  /^file:\/\/\/(?:(?:home|users|tmp|srv|opt)\/|[c-e]:\/(?!windows|inetpub|boot|winnt))[\w ~/%-]{1,120}\.(?:html?|pdf|png|jpe?g|txt|md|docx?|xlsx?|csv|svg|mp[34])$/,
  // What a module imports, or a page shows.
  /^(?:\.\.\/){1,4}(?:[\w-]{1,40}\/){0,6}[\w-]{1,40}(?:\.[\w-]{1,20})?\.(?:png|jpe?g|gif|svg|webp|ico|css|scss|less|woff2?|tsx?|jsx|mjs|vue|svelte|md)$/,
  /^(?:\.\.\/){1,4}(?:src|components?|lib|utils?|shared|assets|images?|img|styles?|types|hooks|tests?|docs|common|packages|modules|models|services|features|fonts|media)(?:\/[\w-]{1,40}){0,5}$/,
  // Folders of Windows, not what lies in them.
  /^c:\\(?:windows(?:\\(?:system32|syswow64|temp|fonts))?|inetpub(?:\\wwwroot)?|xampp(?:\\htdocs(?:\\[\w-]{1,40}){0,4})?)\\?$/,
  /^"?c:\\windows\\(?!win\.ini|system\.ini|repair|panther|debug|php|my\.ini)(?!.{0,80}\\config\\(?:sam|system|security|regback))[\w .\\-]{1,120}"?$/,
  /^%(?:systemroot|windir)%\\system32\\drivers\\etc\\hosts$/,
  /^\/etc\/(?:hosts|fstab|resolv\.conf|nginx\/nginx\.conf|os-release|hostname|crontab|environment|profile|motd)(?: [a-z]{2,20}){0,6}$/,
  /^(?:~\/)?(?:\.env(?:\.[a-z]{2,12})?|\.htaccess|\.ssh\/config|wp-config\.php)(?: [a-z]{2,20}){1,6}$/,
  /^%(?:programfiles(?:\(x86\))?|appdata|localappdata|userprofile)%(?:\\(?!system32)[\w .-]{1,40}){0,6}$/,
  /^\\\\(?!attacker|evil|hacker)[a-z][a-z\d-]{1,20}(?:\\[\w -]{1,40}){1,5}$/,
  // A program by its path, as `SHELL` and `#!` name it.
  /^\/(?:usr\/)?(?:local\/)?bin\/(?:ba|z|da|k|fi)?sh$|^\/usr\/bin\/env(?: (?:node|python3?|bash|ruby|perl))?$|^\/usr\/(?:local\/)?bin\/(?:node|python3?|php|perl|ruby|git)$/,
  // A link that does nothing, a page without a script, a tag by its name.
  /^javascript: ?(?:void ?\(0\))?;?$/,
  /^data:text\/html,(?:<\/?(?:h[1-6]|p|b|i|em|strong|br|ul|li|div|span)>|[\w ,.!?]){1,200}$/,
  /^<\/?[a-z][a-z\d]{0,20} ?\/?>$/,
  // How a test or a scraper finds an element.
  /^\.?(?:\/{1,2}(?:\*|a|button|div|form|h[1-6]|iframe|img|input|label|li|nav|ol|option|p|section|select|span|table|tbody|td|th|tr|ul)(?:\[(?:@[a-z-]{1,20} ?= ?["'][\w -]{1,60}["']|text\(\) ?= ?["'][\w -]{1,60}["']|contains\((?:text\(\)|\.|@[a-z-]{1,20}), ?["'][\w -]{1,60}["']\)|\d{1,3})\])?){1,8}(?:\/@[a-z-]{1,20}|\/text\(\))?$/,
  // What a batch file asks about its arguments.
  /^if (?:not |\/i ){0,2}"?%[\w~]{1,20}%? ?"? ?== ?"[\w -]{0,40}" (?:goto|echo|call|exit|set)\b[\w :./-]{0,60}$/,
]

/** Whether the whole text is of a form that stands for nothing but itself. Asked only of what a rule has found. */
export function isOrdinary(text: string): boolean {
  if (text.length > maxLength) return false
  work.steps += text.length
  const plain = text.trim().toLowerCase()
  return forms.some((form) => form.test(plain))
}
