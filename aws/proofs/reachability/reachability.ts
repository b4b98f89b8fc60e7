import { type Finding, finding, ofAssembly, type Proof, sawNone } from '../proof.ts'
import { architecture } from './architecture.ts'
import { Reachability } from './flows.ts'
import { publicServices } from './public-services.ts'

const name = 'reachability'

/** From the internet and from each tier: exactly what the architecture says. */
export const reachability: Proof = {
  name,
  check(assembly) {
    const network = new Reachability(assembly)
    if (network.endpoints.length === 0) return [sawNone(name, assembly, 'address in a VPC')]
    const found = new Set([
      ...network.flows(),
      ...publicServices(assembly).map((each) => `internet -> ${each}: tcp 443`),
    ])
    const said = new Set(architecture(assembly))
    const implied = new Set(impliedBy(found))
    return [
      ...[...found.difference(said).difference(implied)].map((flow) =>
        ofAssembly(
          name,
          assembly,
          `${flow} is open, and the architecture has it not (aws/proofs/reachability/architecture.ts)`,
        ),
      ),
      ...[...said.difference(found)].map((flow) =>
        ofAssembly(name, assembly, `${flow} is closed, and the architecture needs it`),
      ),
      ...addresses(network),
    ]
  },
}

/** Whoever reaches the internet reaches what the internet reaches. */
function impliedBy(found: ReadonlySet<string>): string[] {
  const flows = [...found].map((flow) => /^(?<from>.*) -> (?<to>.*): (?<ports>.*)$/.exec(flow)?.groups ?? {})
  const outward = flows.filter(({ to }) => to === 'internet')
  const inward = flows.filter(({ from }) => from === 'internet')
  return outward.flatMap((one) =>
    inward.filter(({ ports }) => ports === one.ports).map(({ to, ports }) => `${one.from} -> ${to}: ${ports}`),
  )
}

function addresses(network: Reachability): Finding[] {
  return network.endpoints.flatMap((endpoint) => {
    const { name: who, located, groups, subnets } = endpoint
    const says: string[] = []
    if (groups.length === 0) says.push(`${who} has no security group, so the VPC's own decides`)
    if (subnets.length === 0) says.push(`${who} is in no subnet of this place`)
    if (network.hasPublicAddress(endpoint) && who !== 'public load balancer') says.push(`${who} has a public address`)
    return says.map((each) => finding(name, located, each))
  })
}
