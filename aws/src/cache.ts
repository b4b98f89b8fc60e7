import { Names } from 'aws-cdk-lib'
import type { ISecurityGroup, SelectedSubnets } from 'aws-cdk-lib/aws-ec2'
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** ElastiCache Serverless for Valkey: TLS always, in every zone. What it holds can be lost. */
export class Cache extends Construct {
  readonly url: string
  readonly resource: CfnServerlessCache

  constructor(
    scope: Construct,
    id: string,
    props: { environment: Environment; subnets: SelectedSubnets; group: ISecurityGroup },
  ) {
    super(scope, id)
    const { maxGiB, maxRequestUnitsPerSecond } = props.environment.cache
    this.resource = new CfnServerlessCache(this, 'Valkey', {
      engine: 'valkey',
      majorEngineVersion: '8',
      // ElastiCache demands a name.
      serverlessCacheName: Names.uniqueResourceName(this, { maxLength: 40, separator: '-' }).toLowerCase(),
      securityGroupIds: [props.group.securityGroupId],
      subnetIds: props.subnets.subnetIds,
      cacheUsageLimits: {
        dataStorage: { maximum: maxGiB, unit: 'GB' },
        ecpuPerSecond: { maximum: maxRequestUnitsPerSecond },
      },
    })
    this.url = `rediss://${this.resource.attrEndpointAddress}:${this.resource.attrEndpointPort}`
  }
}
