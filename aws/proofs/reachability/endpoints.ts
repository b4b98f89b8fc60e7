import { type Assembly, type Located, resources } from '../assembly.ts'
import { keyOf, type Links } from '../links.ts'
import { at, list, text } from '../reading.ts'

/** Something with an address in the VPC. */
export interface Endpoint {
  /** As the architecture calls it. */
  readonly name: string
  readonly located: Located
  /** Keys. */
  readonly groups: readonly string[]
  readonly subnets: readonly string[]
  /** `asked`: by itself; `subnet`: where the subnet gives one; `never`. */
  readonly publicAddress: 'asked' | 'subnet' | 'never'
}

interface Placed {
  readonly name: string
  readonly groups: unknown
  readonly subnets: unknown
  readonly publicAddress: Endpoint['publicAddress']
}

/** How each type of resource stands in the VPC; undefined for one that does not. */
const readers: Readonly<Record<string, (located: Located, assembly: Assembly, links: Links) => Placed | undefined>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ resource: { Properties } }) => {
    const isInternal = Properties.Scheme === 'internal'
    return {
      name: isInternal ? 'internal load balancer' : 'public load balancer',
      groups: Properties.SecurityGroups,
      subnets: Properties.Subnets,
      publicAddress: isInternal ? 'never' : 'asked',
    }
  },
  'AWS::ECS::Service': ({ resource: { Properties } }) => {
    const placed = at(Properties, 'NetworkConfiguration', 'AwsvpcConfiguration')
    return {
      name: text(Properties, 'LoadBalancers', 0, 'ContainerName'),
      groups: at(placed, 'SecurityGroups'),
      subnets: at(placed, 'Subnets'),
      publicAddress: at(placed, 'AssignPublicIp') === 'ENABLED' ? 'asked' : 'never',
    }
  },
  'AWS::AutoScaling::AutoScalingGroup': ({ stack, resource: { Properties } }, _, links) => {
    const template = links.follow(stack, at(Properties, 'LaunchTemplate', 'LaunchTemplateId'))
    const data = at(template?.resource.Properties, 'LaunchTemplateData')
    const card = at(data, 'NetworkInterfaces', 0)
    const asked = at(card, 'AssociatePublicIpAddress')
    return {
      name: 'node',
      groups: at(card, 'Groups') ?? at(data, 'SecurityGroupIds'),
      subnets: Properties.VPCZoneIdentifier,
      publicAddress: asked === true ? 'asked' : asked === false ? 'never' : 'subnet',
    }
  },
  'AWS::RDS::DBInstance': ({ stack, resource: { Properties } }, _, links) => {
    const group = links.follow(stack, Properties.DBSubnetGroupName)
    return {
      name: 'database',
      groups: Properties.VPCSecurityGroups,
      subnets: group?.resource.Properties.SubnetIds,
      publicAddress: Properties.PubliclyAccessible === false ? 'never' : 'asked',
    }
  },
  'AWS::ElastiCache::ServerlessCache': ({ resource: { Properties } }) => {
    return {
      name: 'cache',
      groups: Properties.SecurityGroupIds,
      subnets: Properties.SubnetIds,
      publicAddress: 'never',
    }
  },
  'AWS::EC2::VPCEndpoint': ({ resource: { Properties } }) => {
    // A gateway's is an entry of route tables and has no address.
    if (Properties.VpcEndpointType === 'Gateway') return undefined
    return {
      name: 'endpoint',
      groups: Properties.SecurityGroupIds,
      subnets: Properties.SubnetIds,
      publicAddress: 'never',
    }
  },
  'AWS::Lambda::Function': ({ logicalId, resource: { Properties } }) => {
    if (Properties.VpcConfig === undefined) return undefined
    return {
      name: `function ${logicalId}`,
      groups: at(Properties, 'VpcConfig', 'SecurityGroupIds'),
      subnets: at(Properties, 'VpcConfig', 'SubnetIds'),
      publicAddress: 'never',
    }
  },
}

export function endpointsOf(assembly: Assembly, links: Links): readonly Endpoint[] {
  return resources(assembly, ...Object.keys(readers)).flatMap((located) => {
    const placed = readers[located.type]?.(located, assembly, links)
    if (placed === undefined) return []
    const keys = (values: unknown): string[] => links.followAll(located.stack, list(values)).map(keyOf)
    const { name, publicAddress } = placed
    return [{ name, located, groups: keys(placed.groups), subnets: keys(placed.subnets), publicAddress }]
  })
}
