import { type Located, resources } from '../assembly.ts'
import { keyOf } from '../links.ts'
import { at, fields, list, text } from '../reading.ts'
import { type Judged, of, proofOf } from './rule.ts'

/** What CloudFormation takes and AWS, or a member, then stumbles over: parts that do not fit one another. */
export const fits = proofOf('fits', [
  ...of('AWS::ElasticLoadBalancingV2::ListenerRule', {
    'has a priority that another rule of its listener has': ({ stack, logicalId, properties, assembly, links }) => {
      const listener = links.follow(stack, properties.ListenerArn)
      return resources(assembly, 'AWS::ElasticLoadBalancingV2::ListenerRule').every(
        (other) =>
          other.logicalId === logicalId ||
          links.follow(other.stack, other.resource.Properties.ListenerArn) !== listener ||
          other.resource.Properties.Priority !== properties.Priority,
      )
    },
  }),
  ...of('AWS::ElasticLoadBalancingV2::Listener', {
    'speaks something else than HTTPS': ({ properties }) => properties.Protocol === 'HTTPS' && properties.Port === 443,
    'takes TLS older than 1.2': ({ properties }) =>
      /^ELBSecurityPolicy-TLS13-1-[23]-/.test(text(properties, 'SslPolicy')),
  }),
  ...of('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    'stands in fewer than two zones': ({ stack, links, properties }) =>
      zones(links.followAll(stack, list(properties.Subnets))) >= 2,
    'can be deleted by one call': (judged) => attribute(judged, 'deletion_protection.enabled') === 'true',
    'passes on headers that no program agrees about': (judged) =>
      attribute(judged, 'routing.http.drop_invalid_header_fields.enabled') === 'true',
    'keeps no access log': (judged) => attribute(judged, 'access_logs.s3.enabled') === 'true',
    'faces the internet without a web ACL': (judged) => judged.properties.Scheme === 'internal' || hasWebAcl(judged),
  }),
  ...of('AWS::AppSync::GraphQLApi', {
    'has no web ACL': hasWebAcl,
    'logs what members say': ({ properties }) => at(properties, 'LogConfig', 'ExcludeVerboseContent') === true,
    'tells its schema to everyone': ({ properties }) => properties.IntrospectionConfig === 'DISABLED',
    'takes queries of any depth': ({ properties }) => Number(properties.QueryDepthLimit) > 0,
  }),
  ...of('AWS::WAFv2::WebACL', {
    'has another scope than what it protects': ({ properties }) => properties.Scope === 'REGIONAL',
  }),
  ...of('AWS::WAFv2::IPSet', {
    'has another scope than the web ACL': ({ properties }) => properties.Scope === 'REGIONAL',
  }),
  ...of('AWS::WAFv2::LoggingConfiguration', {
    'logs tokens and cookies': ({ properties }) => {
      const redacted = list(properties.RedactedFields).map((field) => text(field, 'SingleHeader', 'Name'))
      return redacted.includes('authorization') && redacted.includes('cookie')
    },
  }),
  ...of('AWS::ECS::Service', {
    'is balanced to a port that its container has not': ({ stack, links, properties }) => {
      const [container] = containersOf(links.follow(stack, properties.TaskDefinition))
      const ports = list(at(container, 'PortMappings')).map((mapping) => at(mapping, 'ContainerPort'))
      return list(properties.LoadBalancers).every((balanced) => {
        const target = links.follow(stack, at(balanced, 'TargetGroupArn'))
        const port = at(balanced, 'ContainerPort')
        return (
          ports.includes(port) &&
          target?.resource.Properties.Port === port &&
          at(balanced, 'ContainerName') === at(container, 'Name')
        )
      })
    },
    'is not rolled back when its tasks do not start': ({ properties }) => {
      const breaker = at(properties, 'DeploymentConfiguration', 'DeploymentCircuitBreaker')
      return at(breaker, 'Enable') === true && at(breaker, 'Rollback') === true
    },
    'loses tasks while it is deployed': ({ properties }) =>
      Number(at(properties, 'DeploymentConfiguration', 'MinimumHealthyPercent')) >= 100,
    'has one task': ({ properties }) => Number(properties.DesiredCount) >= 2,
    'is not spread over zones': ({ properties }) =>
      text(properties, 'PlacementStrategies', 0, 'Field') === 'attribute:ecs.availability-zone' &&
      text(properties, 'PlacementStrategies', 0, 'Type') === 'spread',
    'stands in fewer than two zones': ({ stack, links, properties }) =>
      zones(links.followAll(stack, list(at(properties, 'NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets')))) >=
      2,
  }),
  ...of('AWS::ECS::TaskDefinition', {
    'runs as root, or with rights of the node': ({ resource: { Properties } }) =>
      list(Properties.ContainerDefinitions).every(
        (container) =>
          /^[1-9]\d*/.test(text(container, 'User')) &&
          at(container, 'Privileged') !== true &&
          at(container, 'ReadonlyRootFilesystem') === true,
      ),
    'reserves more memory than it may take, or has no limit': ({ resource: { Properties } }) =>
      list(Properties.ContainerDefinitions).every(
        (container) => Number(at(container, 'Memory')) >= Number(at(container, 'MemoryReservation') ?? 0),
      ),
    'has secrets in its environment': ({ resource: { Properties } }) =>
      list(Properties.ContainerDefinitions).every((container) =>
        list(at(container, 'Environment')).every((variable) => !/SECRET|PASSWORD|TOKEN/.test(text(variable, 'Name'))),
      ),
    'shares the network of its node': ({ properties }) => properties.NetworkMode === 'awsvpc',
  }),
  ...of('AWS::EC2::LaunchTemplate', {
    'gives its credentials to whoever asks over IMDSv1, or to tasks': ({ properties }) => {
      const options = at(properties, 'LaunchTemplateData', 'MetadataOptions')
      return at(options, 'HttpTokens') === 'required' && at(options, 'HttpPutResponseHopLimit') === 1
    },
    'has a disk that is not encrypted': ({ properties }) =>
      list(at(properties, 'LaunchTemplateData', 'BlockDeviceMappings')).every(
        (disk) => at(disk, 'Ebs', 'Encrypted') === true,
      ),
  }),
  ...of('AWS::AppSync::Resolver', {
    'names a data source that is not there': (judged) => hasDataSource(judged),
    'runs a function that is not there': ({ stack, links, properties }) => {
      const functions = list(at(properties, 'PipelineConfig', 'Functions'))
      return links.followAll(stack, functions).length === functions.length
    },
  }),
  ...of('AWS::AppSync::FunctionConfiguration', {
    'names a data source that is not there': (judged) => hasDataSource(judged),
  }),
  ...of('AWS::DynamoDB::Table', {
    'has a key without a definition, or a definition without a key': ({ properties }) => {
      const indexes = list(properties.GlobalSecondaryIndexes).map((index) => at(index, 'KeySchema'))
      const keys = [properties.KeySchema, ...indexes].flatMap(list).map((key) => text(key, 'AttributeName'))
      const defined = list(properties.AttributeDefinitions).map((each) => text(each, 'AttributeName'))
      return new Set(keys).symmetricDifference(new Set(defined)).size === 0
    },
  }),
  ...of('AWS::ElastiCache::ServerlessCache', {
    'is no Valkey': ({ properties }) => properties.Engine === 'valkey',
    'stands in fewer than two zones': ({ stack, links, properties }) =>
      zones(links.followAll(stack, list(properties.SubnetIds))) >= 2,
    'may cost any sum': ({ properties }) => at(properties, 'CacheUsageLimits', 'DataStorage', 'Maximum') !== undefined,
  }),
  ...of('AWS::RDS::DBSubnetGroup', {
    'stands in fewer than two zones': ({ stack, links, properties }) =>
      zones(links.followAll(stack, list(properties.SubnetIds))) >= 2,
  }),
  ...of('AWS::Lambda::EventInvokeConfig', {
    'forgets what failed': ({ stack, links, properties }) =>
      links.follow(stack, at(properties, 'DestinationConfig', 'OnFailure', 'Destination'))?.type === 'AWS::SQS::Queue',
  }),
  ...of('AWS::Lambda::EventSourceMapping', {
    'tries a whole batch again for one message': ({ properties }) =>
      list(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
  }),
  ...of('AWS::Lambda::Function', {
    'packs programs for arm64 and runs on another processor, or the other way round': ({ properties, logicalId }) =>
      !/^(ProcessImage|Notify)/.test(logicalId) || text(properties, 'Architectures', 0) === 'arm64',
    'may take every invocation that the account has': ({ properties, logicalId }) =>
      !logicalId.startsWith('ProcessImage') || Number(properties.ReservedConcurrentExecutions) > 0,
  }),
  ...of('AWS::CloudFront::Distribution', {
    'serves without TLS': ({ properties }) => {
      const config = fields(properties.DistributionConfig)
      return [config.DefaultCacheBehavior, ...list(config.CacheBehaviors)].every((each) =>
        ['redirect-to-https', 'https-only'].includes(text(each, 'ViewerProtocolPolicy')),
      )
    },
    'takes TLS older than 1.2': ({ properties }) =>
      /^TLSv1\.[23]_/.test(text(properties, 'DistributionConfig', 'ViewerCertificate', 'MinimumProtocolVersion')),
  }),
  ...of('AWS::CloudWatch::Alarm', {
    'tells nobody': ({ stack, links, properties }) => links.followAll(stack, list(properties.AlarmActions)).length > 0,
  }),
])

function attribute({ properties }: Judged, key: string): unknown {
  const found = list(properties.LoadBalancerAttributes).find((each) => at(each, 'Key') === key)
  return at(found, 'Value')
}

function hasWebAcl({ stack, logicalId, assembly, links }: Judged): boolean {
  return resources(assembly, 'AWS::WAFv2::WebACLAssociation').some(({ stack: other, resource: { Properties } }) => {
    const protectedOne = links.follow(other, Properties.ResourceArn)
    const isThis = protectedOne !== undefined && keyOf(protectedOne) === keyOf({ stack, logicalId })
    return isThis && links.follow(other, Properties.WebACLArn)?.type === 'AWS::WAFv2::WebACL'
  })
}

function hasDataSource({ properties, assembly }: Judged): boolean {
  if (properties.DataSourceName === undefined) return properties.PipelineConfig !== undefined
  return resources(assembly, 'AWS::AppSync::DataSource').some(
    ({ resource, logicalId }) =>
      resource.Properties.Name === properties.DataSourceName ||
      at(properties.DataSourceName, 'Fn::GetAtt', 0) === logicalId,
  )
}

function containersOf(task: Located | undefined): readonly unknown[] {
  return list(task?.resource.Properties.ContainerDefinitions)
}

function zones(subnets: readonly Located[]): number {
  return new Set(subnets.map(({ resource }) => text(resource.Properties, 'AvailabilityZone'))).size
}
