import { resources } from '../assembly.ts'
import { type Defect, one, plant, remove } from '../defect.ts'
import { list, text } from '../reading.ts'

const rule = 'AWS::ElasticLoadBalancingV2::ListenerRule'
const everything = { Field: 'path-pattern', PathPatternConfig: { Values: ['*'] } }

/** The rule of the main load balancer with that priority. */
const ruleOf = (copy: Parameters<Defect['change']>[0], priority: number) =>
  one(copy, rule, `LoadBalancersmain${priority}`)

export const listenerDefects: readonly Defect[] = [
  defect('a rule is gone', (copy) => remove(copy, ruleOf(copy, 40))),
  defect('a rule forwards without asking for a token', (copy) => {
    const found = ruleOf(copy, 20)
    plant(found, 'Actions', list(found.resource.Properties.Actions).slice(1))
  }),
  defect('a rule catches everything first', (copy) => {
    const found = ruleOf(copy, 40)
    plant(found, 'Priority', 1)
    plant(found, 'Conditions', [everything])
  }),
  defect('a path is misspelt', (copy) => {
    const found = ruleOf(copy, 40)
    const conditions = JSON.stringify(found.resource.Properties.Conditions).replaceAll('/api', '/apl')
    plant(found, 'Conditions', JSON.parse(conditions))
  }),
  defect('api is sent what is for web', (copy) => {
    const groups = resources(copy, 'AWS::ElasticLoadBalancingV2::TargetGroup').filter(({ logicalId }) =>
      logicalId.includes('main'),
    )
    const [first, second] = groups.map(({ logicalId }) => logicalId)
    for (const { resource } of resources(copy, 'AWS::ECS::Service')) {
      const swapped = text(resource.Properties, 'LoadBalancers')
        .replaceAll(`"${first}"`, '"?"')
        .replaceAll(`"${second}"`, `"${first}"`)
      Reflect.set(resource.Properties, 'LoadBalancers', JSON.parse(swapped.replaceAll('"?"', `"${second}"`)))
    }
  }),
  defect('a listener is gone', (copy) => remove(copy, one(copy, 'AWS::ElasticLoadBalancingV2::Listener', 'main'))),
]

function defect(title: string, change: Defect['change']): Defect {
  return { title, proof: 'listener', change }
}
