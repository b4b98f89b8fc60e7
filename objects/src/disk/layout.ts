import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** So many parts of a key name what is listed and deleted as one: `renders/public/{pictureId}`. */
const groupParts = 3

/**
 * Where things are in the store's directory. No part of a key becomes part of a path: names are hashes. Objects of one
 * group lie in one folder and share the beginning of their names, so that listing a group reads one folder.
 */
export class Layout {
  readonly objects: string
  /** What is being written. On the same file system, so that it can be renamed or linked into place. */
  readonly staging: string
  /** Events that no one has taken yet. */
  readonly events: string

  constructor(directory: string) {
    this.objects = join(directory, 'objects')
    this.staging = join(directory, 'staging')
    this.events = join(directory, 'events')
  }

  folderOf(key: string): string {
    const [area = ''] = key.split('/', 1)
    return join(this.areaFolder(area), hash(groupOf(key)).slice(0, 3))
  }

  pathOf(key: string): string {
    return join(this.folderOf(key), `${groupName(key)}-${hash(key)}`)
  }

  areaFolder(area: string): string {
    return join(this.objects, hash(area).slice(0, 16))
  }

  /** The part of the store that can hold keys with this prefix, as narrow as the prefix allows. */
  scopeOf(prefix: string): Scope {
    const parts = prefix.split('/')
    if (parts.length > groupParts) {
      return { kind: 'group', folder: this.folderOf(prefix), nameStart: `${groupName(prefix)}-` }
    }
    return parts.length > 1 ? { kind: 'area', folder: this.areaFolder(parts[0] ?? '') } : { kind: 'all' }
  }
}

export type Scope =
  | { readonly kind: 'group'; readonly folder: string; readonly nameStart: string }
  | { readonly kind: 'area'; readonly folder: string }
  | { readonly kind: 'all' }

function groupOf(key: string): string {
  return key.split('/', groupParts).join('/')
}

function groupName(key: string): string {
  return hash(groupOf(key)).slice(0, 32)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
