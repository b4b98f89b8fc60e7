import type { Place as DetectionPlace } from '../../src/firewall/detection/findings.ts'
import type { Shape } from './shape.ts'
import type { WireRequest } from './wire-request.ts'

/** An attack is sent as it is wherever that can be sent, as its author means it; anyone else's text is escaped as a browser does. */
export interface Written {
  readonly text: string
  readonly encoding: string
  readonly isAttack: boolean
}

export interface Place {
  readonly name: string
  readonly detection: DetectionPlace
  write(written: Written): WireRequest
}

const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW'

const query: Place = {
  name: 'query',
  detection: 'query',
  write: (written) => ({ method: 'GET', target: `/search?page=2&q=${inQuery(written)}` }),
}

const path: Place = {
  name: 'path',
  detection: 'path',
  write: ({ text, encoding }) => ({ method: 'GET', target: `/files/${inTarget(text, encoding)}` }),
}

const form: Place = {
  name: 'form',
  detection: 'body',
  write: ({ text }) => posted('application/x-www-form-urlencoded', String(new URLSearchParams({ page: '2', text }))),
}

const json: Place = {
  name: 'JSON',
  detection: 'body',
  write: (written) => posted('application/json', `{"page":2,"text":"${inJson(written)}"}`),
}

const multipart: Place = {
  name: 'multipart',
  detection: 'body',
  write: ({ text }) =>
    posted(
      `multipart/form-data; boundary=${boundary}`,
      ['page', 'text']
        .map(
          (name) =>
            `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${name === 'page' ? 2 : text}\r\n`,
        )
        .join('')
        .concat(`--${boundary}--\r\n`),
    ),
}

const header: Place = {
  name: 'header',
  detection: 'header',
  write: ({ text }) => ({ method: 'GET', target: '/', headers: { referer: inHeader(text) } }),
}

const cookie: Place = {
  name: 'cookie',
  detection: 'cookie',
  write: ({ text }) => ({
    method: 'GET',
    target: '/',
    headers: { cookie: `theme=dark; last=${inHeader(text).replace(/[;\s]/g, encodeURIComponent)}` },
  }),
}

const xml: Place = {
  name: 'XML',
  detection: 'body',
  write: ({ text }) =>
    posted('application/xml', text.startsWith('<') ? text : `<note><text>${inXml(text)}</text></note>`),
}

const plainText: Place = {
  name: 'text',
  detection: 'body',
  write: ({ text }) => posted('text/plain', text),
}

const target: Place = {
  name: 'path',
  detection: 'path',
  write: ({ text }) => ({ method: 'GET', target: text.replace(/[^\x21-\x7e]/g, encodeURIComponent) }),
}

const namedHeader: Place = {
  name: 'header',
  detection: 'header',
  write: ({ text }) => ({ method: 'GET', target: '/', headers: namedValue(text) }),
}

const userAgent: Place = {
  name: 'header',
  detection: 'user-agent',
  write: ({ text }) => ({ method: 'GET', target: '/', headers: { 'user-agent': inHeader(text) } }),
}

const wholeCookie: Place = {
  name: 'cookie',
  detection: 'cookie',
  write: ({ text }) => ({ method: 'GET', target: '/', headers: { cookie: inHeader(text) } }),
}

const wholeQuery: Place = {
  name: 'query',
  detection: 'query',
  write: ({ text }) => ({ method: 'GET', target: `/search?${text.replace(/[^\x21-\x7e]|#/g, encodeURIComponent)}` }),
}

const wholeForm: Place = {
  name: 'form',
  detection: 'body',
  write: ({ text }) => posted('application/x-www-form-urlencoded', text.replace(/[^\x21-\x7e]/g, encodeURIComponent)),
}

const wholeJson: Place = {
  name: 'JSON',
  detection: 'body',
  write: ({ text }) => posted('application/json', text),
}

/** `METHOD target | header: value` */
const wholeRequest: Place = {
  name: 'request',
  detection: 'header',
  write: ({ text }) => {
    const [line = '', ...headers] = text.split(' | ')
    const [method = '', target = ''] = line.split(' ')
    const body = method === 'POST' ? { body: Buffer.from('a=1') } : {}
    return { method, target, headers: Object.assign({}, ...headers.map(namedValue)), ...body }
  },
}

const shapes: Readonly<Record<Exclude<Shape, 'value'>, readonly Place[]>> = {
  raw: [query, path],
  long: [json, form, multipart],
  json: [wholeJson, query, form, multipart],
  pairs: [wholeQuery, wholeForm],
  target: [target],
  header: [namedHeader],
  'user-agent': [userAgent],
  cookie: [wholeCookie],
  request: [wholeRequest],
}

export const attackPlaces: Readonly<Record<Shape, readonly Place[]>> = {
  ...shapes,
  value: [query, path, form, json, multipart, header, cookie, xml, plainText],
}

export const benignPlaces: Readonly<Record<Shape, readonly Place[]>> = {
  ...shapes,
  value: [query, json, form, multipart],
}

function posted(type: string, body: string): WireRequest {
  return { method: 'POST', target: '/account/notes', headers: { 'content-type': type }, body: Buffer.from(body) }
}

function inQuery({ text, encoding, isAttack }: Written): string {
  if (!isAttack || !isRaw(encoding)) return encodeURIComponent(text.toWellFormed())
  return text.toWellFormed().replace(/[^\x21-\x7e]|[#&]/g, encodeURIComponent)
}

function inTarget(text: string, encoding: string): string {
  if (!isRaw(encoding)) return encodeURIComponent(text.toWellFormed())
  return text.toWellFormed().replace(/[^\x21-\x7e]|[?#\\]/g, encodeURIComponent)
}

/** Escapes of its own would only be escaped again. */
function isRaw(encoding: string): boolean {
  return encoding === 'plain' || encoding.startsWith('URL')
}

function inJson({ text, encoding }: Written): string {
  return encoding === 'JSON escapes' ? text : JSON.stringify(text).slice(1, -1)
}

function inXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Bytes of UTF-8, as Node reads them. */
function inHeader(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function namedValue(text: string): Record<string, string> {
  const colon = text.indexOf(':')
  return { [text.slice(0, colon)]: inHeader(text.slice(colon + 1).trim()) }
}
