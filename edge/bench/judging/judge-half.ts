import { firewall } from '@porchlight/system/web-acl/porchlight'
import { compileFirewall } from '../../src/firewall/compile.ts'
import { findAttacks } from '../../src/firewall/detection/find-attacks.ts'
import { families } from '../../src/firewall/detection/findings.ts'
import type { Evaluator } from '../../src/firewall/evaluator.ts'
import { bareSources } from '../../src/firewall/sources.ts'
import { encodings } from '../corpus/encodings.ts'
import { type Half, readMarkdown } from '../corpus/markdown.ts'
import { readHalf } from '../corpus/read-half.ts'
import type { Sample } from '../corpus/sample.ts'
import { attackPlaces, benignPlaces, type Place, type Written } from './places.ts'
import { type Shape, shapeOf } from './shape.ts'
import { Tally } from './tally.ts'
import { inspect } from './wire-request.ts'

/** What became of every value of a half, in every place and encoding; groups are `FAMILY`, `FAMILY ENCODING` and so on. */
export interface Judged {
  readonly attacks: number
  readonly benign: number
  /** `findAttacks` by itself, by family, encoding, and both. */
  readonly alone: Tally
  /** Requests through the web ACL, by family, encoding, place, and family with each. */
  readonly requests: Tally
  /** Benign values by kind: by `findAttacks`, and as requests by kind and place. */
  readonly benignAlone: Tally
  readonly benignRequests: Tally
  /** Benign values written by hand, by the family that they were taken for. */
  readonly mistaken: Tally
  /** Values that were judged wrongly, a line each. */
  readonly wrong: readonly string[]
}

export const every = 'all'
/** Benign values written by hand: the packages' Markdown is so much more that it would hide them. */
export const withoutMarkdown = 'all without Markdown'

export interface Scope {
  readonly half: Half
  /** Whole requests through the web ACL, which takes much longer, or values by `findAttacks` alone. */
  readonly through: 'web-acl' | 'detection'
}

export async function judgeHalf({ half, through }: Scope): Promise<Judged> {
  const samples = [...(await readHalf(half)), ...(await readMarkdown(half))]
  const judge = new Judge(through)
  for (const sample of samples) {
    if (sample.family === 'benign') judge.benign(sample)
    else judge.attack(sample)
  }
  const benign = samples.filter(({ family }) => family === 'benign').length
  const { alone, requests, benignAlone, benignRequests, mistaken, wrong } = judge
  return { attacks: samples.length - benign, benign, alone, requests, benignAlone, benignRequests, mistaken, wrong }
}

class Judge {
  readonly alone = new Tally()
  readonly requests = new Tally()
  readonly benignAlone = new Tally()
  readonly benignRequests = new Tally()
  readonly mistaken = new Tally()
  readonly wrong: string[] = []
  readonly #through: Scope['through']
  readonly #evaluator: Evaluator = compileFirewall(firewall, bareSources())

  constructor(through: Scope['through']) {
    this.#through = through
  }

  attack(sample: Sample): void {
    const shape = shapeOf(sample)
    const places = attackPlaces[shape]
    for (const { name: encoding, encode } of canEncode(shape) ? encodings : encodings.slice(0, 1)) {
      const written = { text: encode(sample.text), encoding, isAttack: true }
      const found = findAttacks(written.text, placeOf(places)).length > 0
      for (const group of groupsOf(sample.family, encoding)) this.alone.add(group, found)
      if (!found) this.wrong.push(`missed ${sample.family}, ${sample.kind}, ${encoding}: ${quoted(sample.text)}`)
      this.#sendAttack(sample, places, written)
    }
  }

  benign(sample: Sample): void {
    const places = benignPlaces[shapeOf(sample)]
    const findings = findAttacks(sample.text, placeOf(places))
    const kinds = [every, ...(sample.kind.startsWith('Markdown ') ? [] : [withoutMarkdown]), sample.kind]
    for (const group of kinds) this.benignAlone.add(group, findings.length > 0)
    if (kinds.includes(withoutMarkdown)) {
      for (const family of families) {
        const taken = findings.some((finding) => finding.family === family)
        this.mistaken.add(family, taken)
      }
    }
    for (const { family, rule, matched } of findings) {
      this.wrong.push(`${sample.kind} taken for ${family}/${rule} by ${quoted(matched)}: ${quoted(sample.text)}`)
    }
    if (this.#through === 'detection') return
    for (const place of places) {
      const rule = this.#refusedBy(place, { text: sample.text, encoding: 'plain', isAttack: false })
      const blocked = rule !== undefined
      for (const group of [...kinds, `${every} ${place.name}`]) this.benignRequests.add(group, blocked)
      if (blocked) this.wrong.push(`${sample.kind} blocked in ${place.name} by ${rule}: ${quoted(sample.text)}`)
    }
  }

  #sendAttack({ family, kind, text }: Sample, places: readonly Place[], written: Written): void {
    if (this.#through === 'detection') return
    for (const place of places) {
      const blocked = this.#refusedBy(place, written) !== undefined
      for (const group of groupsOf(family, written.encoding, place.name)) this.requests.add(group, blocked)
      if (blocked || written.encoding !== 'plain') continue
      this.wrong.push(`let through ${family}, ${kind}, in ${place.name}: ${quoted(text)}`)
    }
  }

  /** The rule; `undefined`: the request is let through. */
  #refusedBy(place: Place, written: Written): string | undefined {
    const request = inspect(place.write(written))
    if (request === undefined) return 'the protocol stage'
    const { action, record } = this.#evaluator.judge(request)
    return action === 'ALLOW' ? undefined : (record?.terminatingRuleId ?? action)
  }
}

function placeOf(places: readonly Place[]): Place['detection'] {
  return places[0]?.detection ?? 'query'
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}

/** A request line, a user agent and the like would not be understood in any other form. */
function canEncode(shape: Shape): boolean {
  return shape === 'value' || shape === 'json'
}

function groupsOf(family: string, encoding: string, place?: string): readonly string[] {
  const groups = [every, family, encoding, `${family} ${encoding}`]
  return place === undefined ? groups : [...groups, `${every} ${place}`, `${family} ${place}`]
}
