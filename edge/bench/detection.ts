import { parseArgs } from 'node:util'
import { type Half, halves } from './corpus/markdown.ts'
import { every, judgeHalf } from './judging/judge-half.ts'
import { findByPeer } from './judging/peer.ts'
import { benignTable, byEncoding, byPlace, mistakenTable, peerTable } from './judging/tables.ts'

/**
 * How many attacks the firewall stops and how many benign values it holds up, in percent, for each half of the corpus:
 *
 *     node edge/bench/detection.ts [tuning|held-out] [--alone] [--misses]
 *
 * `--alone` asks the detection by itself, without requests and web ACL. `--misses` lists single values, of the tuning
 * half only: whoever has seen those of the other half can no longer be judged by it.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { alone: { type: 'boolean', default: false }, misses: { type: 'boolean', default: false } },
})
for (const half of halves) {
  if (positionals.length === 0 || positionals.includes(half)) await report(half)
}

async function report(half: Half): Promise<void> {
  const judged = await judgeHalf({ half, through: values.alone ? 'detection' : 'web-acl' })
  const { requests, alone, benignAlone, benignRequests, wrong } = judged
  say(`The ${half} half: ${judged.attacks} attacks, ${judged.benign} benign values`)
  say(`found by the detection alone: ${alone.cell(every)} % of attacks, ${benignAlone.cell(every)} % of benign values`)
  if (!values.alone) {
    say(`blocked of ${requests.total(every)} attacking requests: ${requests.cell(every)} %`)
    say(`blocked of ${benignRequests.total(every)} benign requests: ${benignRequests.cell(every)} %`)
  }
  say(`\nAttacks found by the detection alone, in percent\n${byEncoding(alone)}`)
  if (!values.alone) {
    say(`\nAttacking requests blocked by the web ACL, in percent, by encoding\n${byEncoding(requests)}`)
    say(`\nAttacking requests blocked by the web ACL, in percent, by place\n${byPlace(requests)}`)
  }
  say(`\nBenign values held up\n${benignTable(judged)}`)
  say(`\nWhat those written by hand were taken for\n${mistakenTable(judged)}`)
  say(
    `\nThe detection alone beside @datadog/native-appsec, in percent of plain values\n${peerTable(await findByPeer(half))}`,
  )
  if (values.misses && half === 'tuning') say(`\n${wrong.join('\n')}`)
  say('')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
