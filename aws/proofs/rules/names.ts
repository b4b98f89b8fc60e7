import { resources } from '../assembly.ts'
import { finding, type Proof } from '../proof.ts'

/**
 * Properties that name a resource for good: one that must be replaced could not be, because its successor would have the
 * same name. Of types that are not here a name is none, or can change.
 */
const physicalNames: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName'],
  'AWS::EC2::SecurityGroup': ['GroupName'],
  'AWS::ECR::Repository': ['RepositoryName'],
  'AWS::ECS::CapacityProvider': ['Name'],
  'AWS::ECS::Cluster': ['ClusterName'],
  'AWS::ECS::Service': ['ServiceName'],
  'AWS::ElastiCache::ServerlessCache': ['ServerlessCacheName'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['Name'],
  'AWS::IAM::InstanceProfile': ['InstanceProfileName'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::RDS::DBInstance': ['DBInstanceIdentifier'],
  'AWS::RDS::DBParameterGroup': ['DBParameterGroupName'],
  'AWS::RDS::DBSubnetGroup': ['DBSubnetGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::WAFv2::IPSet': ['Name'],
  'AWS::WAFv2::WebACL': ['Name'],
}

/** Names that AWS demands, each made from where the resource stands, so that one that moves gets another. */
const demanded: readonly { readonly type: string; readonly form: RegExp }[] = [
  { type: 'AWS::ElastiCache::ServerlessCache', form: /^porchlight[a-z]+data-cache-[0-9a-f]{8}$/ },
  // Logs of a web ACL go to groups of this form and to no others.
  { type: 'AWS::Logs::LogGroup', form: /^aws-waf-logs-/ },
]

/** No name stands in the way of a replacement. */
export const names: Proof = {
  name: 'names',
  check: (assembly) =>
    resources(assembly, ...Object.keys(physicalNames)).flatMap((located) =>
      (physicalNames[located.type] ?? []).flatMap((property) => {
        const name = located.resource.Properties[property]
        const isDemanded = demanded.some(({ type, form }) => type === located.type && form.test(String(name)))
        if (name === undefined || isDemanded) return []
        return [
          finding('names', located, `${property} is fixed, so that it cannot be replaced: leave it to CloudFormation`),
        ]
      }),
    ),
}
