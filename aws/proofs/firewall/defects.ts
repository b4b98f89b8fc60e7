import { type Defect, one, plant } from '../defect.ts'
import { list } from '../reading.ts'

const acl = 'AWS::WAFv2::WebACL'
const rules = (copy: Parameters<Defect['change']>[0]) => list(one(copy, acl).resource.Properties.Rules)

export const firewallDefects: readonly Defect[] = [
  defect('a rule counts instead of blocking', (copy) => {
    const index = rules(copy).findIndex((rule) => JSON.stringify(rule).includes('"Block"'))
    plant(one(copy, acl), `Rules.${index}.Action`, { Count: {} })
  }),
  defect('a rule is gone', (copy) => plant(one(copy, acl), 'Rules', rules(copy).slice(1))),
  defect('a rule comes later', (copy) => plant(one(copy, acl), 'Rules.0.Priority', 999)),
  defect('a rule is there that nobody evaluated', (copy) => {
    plant(one(copy, acl), 'Rules', [
      ...rules(copy),
      { Name: 'more', Priority: 998, Statement: {}, Action: { Allow: {} } },
    ])
  }),
  defect('whatever no rule knows is blocked', (copy) => plant(one(copy, acl), 'DefaultAction', { Block: {} })),
  defect('the page of a refusal says something else', (copy) => {
    plant(one(copy, acl), 'CustomResponseBodies', { other: { Content: 'no', ContentType: 'TEXT_PLAIN' } })
  }),
]

function defect(title: string, change: Defect['change']): Defect {
  return { title, proof: 'web ACL', change }
}
