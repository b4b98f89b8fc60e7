import { judgeWording, type Register } from '../wording.ts'
import { type Attribute, readTags, type Tag } from './tags.ts'

/** Handlers of controls, which ordinary pages have as well. */
const ordinaryHandlers = new Set(['onclick', 'onchange', 'onsubmit', 'oninput', 'onkeyup', 'onkeydown'])
const ordinaryTags = new Set([
  'button',
  'a',
  'input',
  'form',
  'select',
  'div',
  'span',
  'textarea',
  'li',
  'td',
  'tr',
  'p',
  'label',
  'img',
])
const addressed = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'data',
  'xlink:href',
  'background',
  'dynsrc',
  'lowsrc',
  'code',
  'codebase',
  'from',
  'to',
  'values',
  'value',
  'content',
  'srcset',
  'poster',
  'classid',
  'folder',
  'url',
  'manifest',
  'ping',
  'by',
  'attributename',
  'param',
])
const scriptAddress =
  /^(?:(?:view-source|feed|url|\d{1,3};\s?url):?=?)?(?:javascript|vbscript|livescript|mocha)(?::|$)|^(?:\d{1,3};\s?url=)?data:(?:text\/(?:html|xml|javascript)|image\/svg\+xml|application\/(?:x|javascript|ecmascript)|[;,]|text\/\w{0,10};?base64)/
const dangerousCall =
  /(?:alert|confirm|prompt|eval|print|fetch|import|atob|settimeout|setinterval|string\.fromcharcode|xmlhttprequest|sendbeacon|document\s*[.[]|window\s*[.[]|location|cookie|localstorage|self\s*\[|top\s*\[|this\s*\[|frames\s*\[|globalthis|throw|innerhtml|constructor|\$\.get|new\s+image|javascript:)|[`\\]|\[["']/
const trustedScript =
  /^(?:https:)?\/\/(?:[\w-]+\.){0,3}(?:unpkg\.com|jsdelivr\.net|cloudflare\.com|googleapis\.com|googletagmanager\.com|google-analytics\.com|gstatic\.com|google\.com|jquery\.com|bootstrapcdn\.com|fontawesome\.com|polyfill\.io|esm\.sh|skypack\.dev|stripe\.com|twitter\.com|facebook\.net|youtube\.com|youtube-nocookie\.com|vimeo\.com|codepen\.io|codesandbox\.io|example\.(?:com|org)|github\.io|githubusercontent\.com|microsoft\.com|mozilla\.org|w3\.org)\/|^\.{0,2}\/?[\w][\w./@-]*$|^$/
const ignoredSpace = /[\p{Cc} \u00a0\u00ad]+/gu

/** The tag that would run a script. */
export function findActiveMarkup(text: string, register: () => Register): Tag | undefined {
  if (!text.includes('<')) return undefined
  const tags = readTags(text)
  return tags.find((tag) => runs(tag, { text, register }))
}

interface Context {
  readonly text: string
  readonly register: () => Register
}

function runs(tag: Tag, context: Context): boolean {
  return tag.attributes.some((attribute) => attributeRuns(attribute, tag, context)) || elementRuns(tag, context)
}

function attributeRuns(attribute: Attribute, tag: Tag, { register }: Context): boolean {
  const { name, value } = attribute
  if (/^(?:[\w:-]{0,8}:)?on[a-z]{3,30}$/.test(name.replaceAll(/[^a-z:-]/g, '')))
    return handlerRuns(attribute, tag, register)
  if (value === '') return false
  const dense = value.toLowerCase().replaceAll(ignoredSpace, '')
  if (addressed.has(name) && scriptAddress.test(dense)) return !/^javascript:(?:void\(0\)|;|)?;?$/.test(dense)
  if (name === 'srcdoc') return /<|&lt|script/.test(dense)
  if (name === 'style')
    return /expression\(|javascript:|-moz-binding|behaviou?r:url|@import/.test(
      dense.replaceAll(/\/\*.{0,40}?\*\/|\\/g, ''),
    )
  return false
}

function handlerRuns({ name, value, quoted }: Attribute, tag: Tag, register: () => Register): boolean {
  const dense = value.toLowerCase()
  if (dense.trim() === '') return false
  if (dangerousCall.test(dense)) return true
  if (/^\{[^}]|^\{\{/.test(value.trim()) || (/^[\w.]{1,40}$/.test(value) && register() !== 'payload')) return false
  if (quoted && ordinaryHandlers.has(name) && ordinaryTags.has(tag.name)) return false
  return register() === 'payload'
}

function elementRuns(tag: Tag, { text, register }: Context): boolean {
  if (text.charCodeAt(tag.start + 1) === 0x2f) return false
  const source = tag.attributes.find(
    ({ name }) => name === 'src' || name === 'href' || name === 'xlink:href' || name === 'data' || name === 'code',
  )
  const address = source?.value.trim() ?? ''
  switch (tag.name.replace(/^[!?]/, '')) {
    case 'script':
      return scriptRuns(tag, { address, body: text.slice(tag.end, tag.end + 400), text, register })
    case 'iframe':
    case 'frame':
    case 'embed':
    case 'object':
    case 'applet':
      return register() === 'payload' && source !== undefined && !trustedScript.test(address)
    case 'base':
      return register() === 'payload' && source !== undefined
    case 'link':
      return (
        register() === 'payload' &&
        source !== undefined &&
        tag.attributes.some(({ name, value }) => name === 'rel' && /import|stylesheet/i.test(value)) &&
        !trustedScript.test(address)
      )
    case 'meta':
      return (
        register() === 'payload' && tag.attributes.some(({ value }) => /^(?:refresh|set-cookie|link)$/i.test(value))
      )
    case 'isindex':
    case 'bgsound':
    case 'xss':
    case 'layer':
      return register() === 'payload'
    case 'set':
    case 'animate':
      return (
        tag.attributes.some(({ name, value }) => name === 'attributename' && /^(?:href|on|xlink)/i.test(value)) ||
        tag.attributes.some(({ value }) => /^\s*javascript:/i.test(value))
      )
    case 'form':
      return (
        register() === 'payload' &&
        /^<form[^>]{0,80}action\s*=\s*["']?(?:https?:)?\/\//i.test(text.slice(tag.start, tag.start + 160))
      )
    case 'use':
      return /^data:/i.test(address)
    default:
      return /^(?:script|svg|img|body|iframe)[^a-z:-]/.test(tag.name) && register() === 'payload'
  }
}

interface Script {
  readonly address: string
  readonly body: string
  readonly text: string
  readonly register: () => Register
}

/** `how the <script> tag works`, `<script lover>`. */
function isWords(tag: Tag, inner: string): boolean {
  if (inner === '')
    return (
      tag.attributes.length > 0 && tag.attributes.every(({ name, value }) => value === '' && /^\p{L}+$/u.test(name))
    )
  return /^\p{L}[\p{L} ]{2,60}[?.!]?$/u.test(inner)
}

/** A dialog quoted in a sentence about it: the sentence stands around the script, not in it. */
function isProof(script: string, text: string): boolean {
  if (!/^(?:alert|confirm|prompt|print)\(["'`]?[\w .!]{0,20}["'`]?\);?$/.test(script)) return false
  return judgeWording(text.replaceAll(/<script[^<>]{0,80}>[^<]{0,80}<\/script[^>]{0,20}>/gi, ' ')) !== 'payload'
}

/** In prose a script tag is a word; in a page a script from a known host is how libraries are loaded. */
function scriptRuns(tag: Tag, { address, body, text, register }: Script): boolean {
  const close = body.search(/<\s*\/\s*script/i)
  const inner = (close < 0 ? body : body.slice(0, close)).trim()
  const external = tag.attributes.some(({ name }) => /^(?:src|href|xlink:href)$/.test(name))
  if (external)
    return register() === 'payload' && !(trustedScript.test(address) && tag.attributes.every(({ quoted }) => quoted))
  const calls =
    /(?:alert|confirm|prompt|eval|print)\s*(?:\(|`)|document\s*\.\s*(?:cookie|location|write)|(?:window|self|top|this)\s*[.[]\s*(?:location|["'])|location\s*=|string\.fromcharcode|fetch\s*\(\s*["'`](?:https?:)?\/\/|cookie|\batob\(|new image/i.test(
      inner,
    )
  if (register() !== 'payload')
    return (
      !isProof(inner, text) &&
      ((calls && close >= 0 && register() === 'sentence') ||
        (calls && /(?:alert|prompt|confirm)\s*\(\s*(?:\d|document|["']?xss)|document\.cookie/i.test(inner)))
    )
  if (!calls && close < 0 && isWords(tag, inner)) return false
  return (
    calls ||
    !tag.attributes.some(({ name, value }) => name === 'type' && /json|template|x-handlebars|module/.test(value))
  )
}
