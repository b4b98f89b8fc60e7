import type { Sample } from '../sample.ts'

type Encode = (text: string) => string

const encodings: Readonly<Record<string, Encode>> = {
  url: (text) => encodeURIComponent(text).replaceAll("'", '%27'),
  'url-twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'url-every': (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  plus: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64-unpadded': (text) => Buffer.from(text).toString('base64url'),
  'script-unicode': (text) =>
    text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  entities: (text) => text.replaceAll(/[^a-z0-9 ]/gi, (unit) => `&#x${unit.charCodeAt(0).toString(16)};`),
  'entities-named': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  case: (text) => [...text].map((unit, index) => (index % 2 === 0 ? unit.toUpperCase() : unit)).join(''),
  wide: (text) => text.replaceAll(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)),
}

/** Whatever is read without regard to case. */
const caseless = new Set(['sql', 'xss'])

/** The same attacks as somebody sends them who expects a filter. */
export function encodeAttacks(samples: readonly Sample[]): readonly Sample[] {
  return samples
    .filter(({ family }) => family !== 'exploitable-path' && family !== 'scanner')
    .flatMap((sample) =>
      Object.entries(encodings)
        .filter(([kind]) => kind !== 'case' || caseless.has(sample.family))
        .map(([kind, encode]) => ({ ...sample, kind, text: encode(sample.text) })),
    )
}
