import type { Sample } from '../corpus/sample.ts'

/** What part of a request a text is, where it is not one value among others; `raw`: an escape that is a fault as it is. */
export type Shape =
  | 'value'
  | 'raw'
  | 'long'
  | 'json'
  | 'pairs'
  | 'target'
  | 'header'
  | 'user-agent'
  | 'cookie'
  | 'request'

const byKind: Readonly<Record<string, Shape>> = {
  targets: 'target',
  headers: 'header',
  'user agents': 'user-agent',
  cookies: 'cookie',
  requests: 'request',
  'whole queries': 'pairs',
  'operators in names': 'pairs',
  'variables of old applications': 'pairs',
  'globals and settings': 'pairs',
}

/** Nobody puts a document into an address, and a firewall on AWS refuses 2,048 bytes of query. */
const maxQueryLength = 1_800

export function shapeOf({ family, kind, text }: Sample): Shape {
  if (family === 'exploitable-path') return 'target'
  if (family === 'scanner') return 'user-agent'
  const shape = byKind[kind]
  if (shape !== undefined) return shape
  if (family === 'protocol-fault') return 'raw'
  if (family === 'benign') return encodeURIComponent(text.toWellFormed()).length > maxQueryLength ? 'long' : 'value'
  if (isJson(text)) return 'json'
  return /^[\w.]*(?:__proto__|constructor)[\w[\].]*=/.test(text) ? 'pairs' : 'value'
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
