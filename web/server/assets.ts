import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface Asset {
  readonly type: string
  readonly immutable: boolean
  readonly plain: Buffer
  readonly br: Buffer | undefined
  readonly gzip: Buffer | undefined
}

/**
 * The files of the build by their path, about 2 MB in memory: what a page drawn by this process names stays there for it,
 * also while a newer build is being written in the same place.
 */
export type Assets = ReadonlyMap<string, Asset>

export async function loadAssets(directory: string): Promise<Assets> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes('.vite')) continue
    const file = join(entry.parentPath, entry.name)
    files.set(file.slice(directory.length), await readFile(file))
  }
  const assets = new Map<string, Asset>()
  for (const [path, plain] of files) {
    const type = types[extname(path)]
    if (type === undefined) continue
    const immutable = path.startsWith('/assets/')
    assets.set(path, { type, immutable, plain, br: files.get(`${path}.br`), gzip: files.get(`${path}.gz`) })
  }
  return assets
}

export function sendAsset(asset: Asset, request: IncomingMessage, response: ServerResponse): void {
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding =
    asset.br && accepts(accepted, 'br') ? 'br' : asset.gzip && accepts(accepted, 'gzip') ? 'gzip' : 'plain'
  const body = asset[encoding] ?? asset.plain
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': body.length,
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    ...(encoding !== 'plain' && { 'content-encoding': encoding }),
    ...((asset.br || asset.gzip) && { vary: 'accept-encoding' }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Whether `Accept-Encoding` names the coding without refusing it. */
export function accepts(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.trim().split(/\s*;\s*/)
    return name?.toLowerCase() === coding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })
}
