import type { Row } from '../../bench/src/report.ts'
import { halves } from './corpus/markdown.ts'
import { every, judgeHalf, withoutMarkdown } from './judging/judge-half.ts'

const promisedPercent = { attacks: 90, benign: 1 }
const benignPlaces = ['query', 'JSON', 'form', 'multipart']

/** What the web ACL stops and what it holds up, of the half that it was tuned on and of the half that it never saw. */
export async function detectionRows(): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const half of halves) {
    const { requests, benignRequests } = await judgeHalf({ half, through: 'web-acl' })
    const attacks = (what: string, group: string): Row => ({
      what: `${half}: ${what}`,
      unit: '%',
      measured: requests.percent(group) ?? 0,
      limit: promisedPercent.attacks,
    })
    const benign = (what: string, group: string): Row => ({
      what: `${half}: ${what}`,
      unit: '%',
      measured: benignRequests.percent(group) ?? 0,
      limit: promisedPercent.benign,
      promised: { atMost: 1 },
    })
    rows.push(
      { ...attacks(`of ${requests.total(every)} attacking requests, blocked`, every), promised: { atLeast: 1 } },
      attacks('the same, as they are written', 'plain'),
      benign(`of ${benignRequests.total(every)} benign requests, blocked`, every),
      benign(`of the ${benignRequests.total(withoutMarkdown)} written by hand, blocked`, withoutMarkdown),
      ...benignPlaces.map((place) => benign(`the same, in ${place}`, `${every} ${place}`)),
    )
  }
  return rows
}
