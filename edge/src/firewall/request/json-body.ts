import { scanJson } from './scan-json.ts'

export interface JsonEntry {
  /** RFC 6901, of the value or of the member that the key names. */
  readonly pointer: string
  readonly kind: 'key' | 'value'
  readonly text: string
}

export interface JsonContent {
  /** False: what follows `entries` could not be read. */
  readonly valid: boolean
  readonly entries: readonly JsonEntry[]
}

/** Keys and scalar values of a JSON text; of a broken or cut one, those before the fault. */
export function readJson(text: string): JsonContent {
  const parsed = parse(text)
  if (parsed === undefined) return scanJson(text)
  const entries: JsonEntry[] = []
  collect(parsed.value, entries)
  return { valid: true, entries }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

/** With a stack of its own: 8 KB of brackets are thousands of levels. */
function collect(root: unknown, entries: JsonEntry[]): void {
  const pending: { value: unknown; pointer: string }[] = [{ value: root, pointer: '' }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, pointer } = next
    if (typeof value === 'string') entries.push({ pointer, kind: 'value', text: value })
    else if (typeof value !== 'object' || value === null) entries.push({ pointer, kind: 'value', text: String(value) })
    else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) {
        pending.push({ value: value[index], pointer: pointerTo(pointer, String(index)) })
      }
    } else collectMembers(value, pointer, { entries, pending })
  }
}

interface Collecting {
  readonly entries: JsonEntry[]
  readonly pending: { value: unknown; pointer: string }[]
}

function collectMembers(value: object, pointer: string, { entries, pending }: Collecting): void {
  for (const [key, member] of Object.entries(value).reverse()) {
    const at = pointerTo(pointer, key)
    pending.push({ value: member, pointer: at })
    entries.push({ pointer: at, kind: 'key', text: key })
  }
}

/** A pointer is of use while it is short: none that a rule names is longer, and nesting must not square the cost. */
const maxPointerLength = 1_024

export function pointerTo(parent: string, token: string): string {
  if (parent.length + token.length >= maxPointerLength) return parent
  const escaped = token.includes('~') || token.includes('/') ? token.replace(/~/g, '~0').replace(/\//g, '~1') : token
  return `${parent}/${escaped}`
}
