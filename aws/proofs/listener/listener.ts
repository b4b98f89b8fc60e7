import { type LoadBalancer, loadBalancersOnAws } from '@porchlight/system/topology'
import { type Assembly, type Located, resources } from '../assembly.ts'
import { Links } from '../links.ts'
import { type Finding, finding, ofAssembly, type Proof } from '../proof.ts'
import { compileRules } from './edge-router.ts'
import { simulateListener, writeDecision } from './load-balancer.ts'
import { describeRequest, generateRequests } from './requests.ts'

const name = 'listener'
const requestCount = 10_000
const seed = 7

/** Each load balancer decides about 10,000 requests as `edge` does by the rules of `system/`. */
export const listener: Proof = {
  name,
  check(assembly) {
    const links = new Links(assembly)
    const listeners = resources(assembly, 'AWS::ElasticLoadBalancingV2::Listener')
    return loadBalancersOnAws(assembly.topology).flatMap((described) => {
      const own = listeners.filter((each) =>
        balancerOf(each, links)?.logicalId.startsWith(`LoadBalancers${described.name}`),
      )
      if (own.length !== 1)
        return [ofAssembly(name, assembly, `the load balancer ${described.name} has ${own.length} listeners`)]
      return own.flatMap((each) => compare(each, described, { assembly, links }))
    })
  },
}

function balancerOf({ stack, resource }: Located, links: Links): Located | undefined {
  return links.follow(stack, resource.Properties.LoadBalancerArn)
}

function compare(located: Located, { rules }: LoadBalancer, places: { assembly: Assembly; links: Links }): Finding[] {
  const decide = simulateListener(located, places)
  const route = compileRules(rules)
  for (const request of generateRequests(requestCount, seed)) {
    const [there, here] = [decide(request), writeRule(route(request))]
    if (there !== here) return [finding(name, located, `${describeRequest(request)}: ${there} on AWS, ${here} by edge`)]
  }
  return []
}

function writeRule(rule: ReturnType<ReturnType<typeof compileRules>>): string {
  if (rule === undefined || 'fixedResponse' in rule) return 'nothing'
  return 'forwardTo' in rule ? writeDecision(rule) : JSON.stringify(rule.redirect)
}
