import appsec from '@datadog/native-appsec'
import { findAttacks } from '../../src/firewall/detection/find-attacks.ts'
import type { Family } from '../../src/firewall/detection/findings.ts'
import { type Half, readMarkdown } from '../corpus/markdown.ts'
import { readHalf } from '../corpus/read-half.ts'
import { Tally } from './tally.ts'

/** Generous, so that a busy machine does not make it miss anything. */
const timeoutUs = 1_000_000

/** `sql` and `xss` of attacks, `benign sql` and `benign xss` of benign values; ours and theirs under the same names. */
export interface Beside {
  readonly own: Tally
  readonly peer: Tally
}

export const judgedFamilies = ['sql', 'xss'] as const

/** An independent judge: what libddwaf's tokenizers for SQL and markup make of the same values. */
export async function findByPeer(half: Half): Promise<Beside> {
  const own = new Tally()
  const peer = new Tally()
  const ask = openPeer()
  for (const { family, text } of [...(await readHalf(half)), ...(await readMarkdown(half))]) {
    for (const judged of judgedFamilies) {
      if (family !== judged && family !== 'benign') continue
      const group = family === 'benign' ? `benign ${judged}` : judged
      own.add(group, has(findAttacks(text, 'query'), judged))
      peer.add(group, ask(judged, text))
    }
  }
  return { own, peer }
}

function has(findings: readonly { family: Family }[], judged: Family): boolean {
  return findings.some(({ family }) => family === judged)
}

function openPeer(): (judged: (typeof judgedFamilies)[number], text: string) => boolean {
  const rules = judgedFamilies.map((judged) => ({
    id: judged,
    name: judged,
    tags: { type: judged, category: 'attack_attempt' },
    conditions: [
      {
        operator: judged === 'sql' ? 'is_sqli' : 'is_xss',
        parameters: { inputs: [{ address: judged }] },
      },
    ],
    transformers: ['urlDecodeUni', ...(judged === 'xss' ? ['htmlEntityDecode'] : [])],
  }))
  const waf = new appsec.DDWAF({ version: '2.2', metadata: { rules_version: '1.0.0' }, rules }, 'judge')
  return (judged, text) => {
    const context = waf.createContext()
    const { status } = context.run({ persistent: { [judged]: text } }, timeoutUs)
    context.dispose()
    return status === 'match'
  }
}
