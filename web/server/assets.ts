import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface Variant {
  readonly file: string
  readonly bytes: number
}

interface Asset {
  readonly type: string
  readonly immutable: boolean
  readonly plain: Variant
  readonly br: Variant | undefined
  readonly gzip: Variant | undefined
}

/** The files of the build by their path; what is not listed here is never opened. */
export type Assets = ReadonlyMap<string, Asset>

export async function listAssets(directory: string): Promise<Assets> {
  const variants = new Map<string, Variant>()
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes('.vite')) continue
    const file = join(entry.parentPath, entry.name)
    variants.set(file.slice(directory.length), { file, bytes: (await stat(file)).size })
  }
  const assets = new Map<string, Asset>()
  for (const [path, plain] of variants) {
    const type = types[extname(path)]
    if (type === undefined) continue
    const immutable = path.startsWith('/assets/')
    assets.set(path, { type, immutable, plain, br: variants.get(`${path}.br`), gzip: variants.get(`${path}.gz`) })
  }
  return assets
}

export async function sendAsset(asset: Asset, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accepted = request.headers['accept-encoding'] ?? ''
  const encoding =
    asset.br && accepts(accepted, 'br') ? 'br' : asset.gzip && accepts(accepted, 'gzip') ? 'gzip' : 'plain'
  const variant = asset[encoding] ?? asset.plain
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': variant.bytes,
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    ...(encoding !== 'plain' && { 'content-encoding': encoding }),
    ...((asset.br || asset.gzip) && { vary: 'accept-encoding' }),
  })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(variant.file), response)
}

/** Whether `Accept-Encoding` names the coding without refusing it. */
export function accepts(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.trim().split(/\s*;\s*/)
    return name?.toLowerCase() === coding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })
}
