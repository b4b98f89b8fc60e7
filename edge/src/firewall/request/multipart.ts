export interface MultipartPart {
  readonly name: string
  readonly filename: string | undefined
  readonly contentType: string
  readonly content: Buffer
}

/** More parts than this in 8 KB are padding. */
const maxParts = 200

/**
 * The parts of a `multipart/form-data` body, as lenient as the parsers behind are: a line may end with a bare line
 * feed, the last boundary may be missing because the body was cut. `undefined`: the boundary never occurs.
 */
export function parseMultipart(body: Buffer, contentType: string): readonly MultipartPart[] | undefined {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return undefined
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  let start = body.indexOf(delimiter)
  if (start === -1) return undefined
  const parts: MultipartPart[] = []
  while (start !== -1 && parts.length < maxParts) {
    const from = start + delimiter.length
    if (body[from] === 0x2d && body[from + 1] === 0x2d) break
    const next = body.indexOf(delimiter, from)
    const part = parsePart(body.subarray(from, next === -1 ? body.length : next))
    if (part !== undefined) parts.push(part)
    start = next
  }
  return parts
}

function boundaryOf(contentType: string): string | undefined {
  const found = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;,"]{1,200}))/i.exec(contentType)
  return found?.[1] ?? found?.[2]
}

/** Headers, an empty line, content. */
function parsePart(bytes: Buffer): MultipartPart | undefined {
  const start = skipLineEnd(bytes, 0)
  const { headEnd, contentStart } = findEmptyLine(bytes, start)
  const head = bytes.toString('utf8', start, headEnd)
  const disposition = header(head, 'content-disposition')
  if (disposition === undefined && contentStart >= bytes.length) return undefined
  return {
    name: parameter(disposition ?? '', 'name') ?? '',
    filename: parameter(disposition ?? '', 'filename') ?? parameter(disposition ?? '', 'filename\\*'),
    contentType: header(head, 'content-type') ?? '',
    content: withoutLineEnd(bytes.subarray(contentStart)),
  }
}

function skipLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) return at + 2
  return bytes[at] === 0x0a ? at + 1 : at
}

function findEmptyLine(bytes: Buffer, from: number): { headEnd: number; contentStart: number } {
  let at = from
  while (at < bytes.length) {
    const afterLine = skipLineEnd(bytes, at)
    if (afterLine !== at) return { headEnd: at, contentStart: afterLine }
    const lineEnd = bytes.indexOf(0x0a, at)
    if (lineEnd === -1) break
    at = lineEnd + 1
  }
  return { headEnd: bytes.length, contentStart: bytes.length }
}

function withoutLineEnd(content: Buffer): Buffer {
  if (content.at(-1) !== 0x0a) return content
  return content.subarray(0, content.at(-2) === 0x0d ? -2 : -1)
}

function header(head: string, name: string): string | undefined {
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':')
    if (colon !== -1 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim()
  }
  return undefined
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"?|([^\\s;]*))`, 'i').exec(disposition)
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
}
