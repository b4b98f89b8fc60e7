import type { CorpusCase } from './case.ts'
import { pngChunk } from './png.ts'
import type { Sample } from './samples.ts'

/** In the payload of each polyglot; no rendition may carry it. */
export const payload = 'porchlight-payload'

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>/*${payload}*/</script></svg>`

/** Valid pictures that are something else as well. */
export function polyglots(all: readonly Sample[]): CorpusCase[] {
  const script = Buffer.from(`*/=1;alert("${payload}")//`)
  const archive = Buffer.from(`PK\x03\x04${'\0'.repeat(22)}\x05\0\0\0${payload}PK\x05\x06${'\0'.repeat(18)}`, 'latin1')
  const page = Buffer.from(`Comment\0<html><script>${payload}</script></html>`, 'latin1')
  return all.flatMap((sample): CorpusCase[] => {
    const { name, bytes, contentType } = sample
    const ready = { contentType, ends: ['ready'] } as const
    if (name === 'GIF') return [{ title: 'GIF and script', bytes: Buffer.concat([bytes, script]), ...ready }]
    if (name === 'JPEG') return [{ title: 'JPEG and ZIP', bytes: Buffer.concat([bytes, archive]), ...ready }]
    if (name !== 'PNG') return []
    const head = 8 + 25
    const parts = [bytes.subarray(0, head), pngChunk('tEXt', page), bytes.subarray(head), page]
    return [{ title: 'PNG and HTML', bytes: Buffer.concat(parts), ...ready }]
  })
}

/** Files that are no picture that we read, whatever their names say. */
export function impostors(): CorpusCase[] {
  const files: readonly (readonly [string, string, CorpusCase['ends'][number]])[] = [
    ['nothing', '', 'not_a_picture'],
    ['one byte', '\xff', 'not_a_picture'],
    ['SVG', svg, 'unsupported'],
    ['SVG behind a declaration', `<?xml version="1.0"?>\n${svg}`, 'unsupported'],
    ['SVG that reads files', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg}`, 'unsupported'],
    ['SVG behind a byte order mark', `\xef\xbb\xbf${svg}`, 'unsupported'],
    ['HTML', '<html><img src=x></html>', 'not_a_picture'],
    ['PDF', '%PDF-1.7\n', 'unsupported'],
    ['PostScript', '%!PS-Adobe', 'unsupported'],
    ['TIFF', 'II*\0\x08\0\0\0\0\0', 'unsupported'],
    ['BMP', 'BM\x3a\0\0\0\0\0\0\0\x36\0\0\0', 'unsupported'],
    ['JPEG XL', '\xff\x0a\0\0', 'unsupported'],
    ['film', '\0\0\0\x18ftypisom\0\0\0\0isommp42', 'not_a_picture'],
    ['program', '\x7fELF\x02\x01\x01', 'not_a_picture'],
    ['commands for ImageMagick', 'push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 "|id"', 'not_a_picture'],
    ['radiance map', '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n', 'not_a_picture'],
    ['portable pixel map', 'P6\n1 1\n255\n\0\0\0', 'not_a_picture'],
    ['signature of a PNG alone', '\x89PNG\r\n\x1a\n', 'damaged'],
    ['signature of a JPEG alone', '\xff\xd8\xff', 'damaged'],
    ['signature of a GIF alone', 'GIF89a', 'damaged'],
  ]
  return files.map(([title, text, end]) => ({
    title: `${title}, named .png`,
    bytes: Buffer.from(text, 'latin1'),
    contentType: text.startsWith('\xff\xd8') ? 'image/jpeg' : text.startsWith('GIF') ? 'image/gif' : 'image/png',
    ends: [end],
  }))
}
