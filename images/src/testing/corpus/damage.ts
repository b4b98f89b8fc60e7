import type { CorpusCase, Outcome } from './case.ts'
import type { Sample } from './samples.ts'

const cuts = 10
const flips = 100

/** What a changed bit may make of a valid file: another picture, or any fault of a file. */
const afterFlip: readonly Outcome[] = [
  'ready',
  'damaged',
  'not_a_picture',
  'unsupported',
  'type_mismatch',
  'too_many_pixels',
  'too_many_frames',
]

export function truncations({ name, bytes, contentType }: Sample): CorpusCase[] {
  return Array.from({ length: cuts }, (_, index) => {
    const length = Math.floor((bytes.length * (index + 0.5)) / cuts)
    const title = `${name}, cut after ${length} of ${bytes.length} bytes`
    return { title, bytes: bytes.subarray(0, length), contentType, ends: ['damaged'] }
  })
}

/** Seeded: the same bits on every machine. */
export function bitFlips({ name, bytes, contentType }: Sample): CorpusCase[] {
  let seed = bytes.length
  return Array.from({ length: flips }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    const bit = seed % (bytes.length * 8)
    const flipped = Buffer.from(bytes)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return { title: `${name}, bit ${bit} flipped`, bytes: flipped, contentType, ends: afterFlip }
  })
}

export function wrongTypes({ name, format, bytes }: Sample): CorpusCase[] {
  const declared = ['image/jpeg', 'image/png', 'image/gif'].filter((type) => type !== `image/${format}`)
  return declared.map((contentType) => ({
    title: `${name} that is declared to be ${contentType}`,
    bytes,
    contentType,
    ends: ['type_mismatch'],
  }))
}
