/** What a request is about. Keys are taken as they stand: what is escaped is no key of ours. */
export type Address =
  | { readonly kind: 'upload'; readonly key: string; readonly grant: Grant | undefined }
  | { readonly kind: 'public render'; readonly key: string }
  | { readonly kind: 'private render'; readonly key: string; readonly grant: Grant | undefined }
  | { readonly kind: 'livez' | 'readyz' | 'unknown' }

export interface Grant {
  /** Seconds since 1970. */
  readonly expires: number
  readonly signature: string
}

const maxKeyLength = 256

export function parseAddress(target: string): Address {
  const [path = '', query = ''] = target.split('?', 2)
  if (path === '/livez') return { kind: 'livez' }
  if (path === '/readyz') return { kind: 'readyz' }
  const key = path.slice(1)
  const audience = /^(?:uploads|renders)\/(?<audience>public|private)(?:\/[\w-][\w.-]*)+$/.exec(key)?.groups?.audience
  if (audience === undefined || key.length > maxKeyLength) return { kind: 'unknown' }
  if (key.startsWith('uploads/')) return { kind: 'upload', key, grant: parseGrant(query) }
  if (audience === 'public') return { kind: 'public render', key }
  return { kind: 'private render', key, grant: parseGrant(query) }
}

function parseGrant(query: string): Grant | undefined {
  const parts = /^expires=(?<expires>\d{1,12})&signature=(?<signature>[0-9a-f]{64})$/.exec(query)?.groups
  if (parts?.expires === undefined || parts.signature === undefined) return undefined
  return { expires: Number(parts.expires), signature: parts.signature }
}

export function hasExpired({ expires }: Grant): boolean {
  return expires * 1_000 <= Date.now()
}
