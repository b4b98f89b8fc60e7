import { resources } from './assembly.ts'
import { finding, type Proof } from './proof.ts'

/** Types that the proofs have an opinion on, or that were looked at and need none. */
const known: Readonly<Record<string, readonly string[]>> = {
  AppSync: ['DataSource', 'FunctionConfiguration', 'GraphQLApi', 'GraphQLSchema', 'Resolver'],
  ApplicationAutoScaling: ['ScalableTarget', 'ScalingPolicy'],
  AutoScaling: ['AutoScalingGroup'],
  Budgets: ['Budget'],
  CertificateManager: ['Certificate'],
  CloudFront: ['Distribution', 'OriginAccessControl'],
  CloudWatch: ['Alarm', 'Dashboard'],
  DynamoDB: ['Table'],
  EC2: [
    ...['EIP', 'FlowLog', 'InternetGateway', 'LaunchTemplate', 'NatGateway', 'NetworkAcl', 'NetworkAclEntry', 'Route'],
    ...['RouteTable', 'SecurityGroup', 'SecurityGroupEgress', 'SecurityGroupIngress', 'Subnet'],
    ...['SubnetNetworkAclAssociation', 'SubnetRouteTableAssociation', 'VPC', 'VPCEndpoint', 'VPCGatewayAttachment'],
  ],
  ECR: ['Repository'],
  ECS: ['CapacityProvider', 'Cluster', 'ClusterCapacityProviderAssociations', 'Service', 'TaskDefinition'],
  ElastiCache: ['ServerlessCache'],
  ElasticLoadBalancingV2: ['Listener', 'ListenerRule', 'LoadBalancer', 'TargetGroup'],
  IAM: ['InstanceProfile', 'Policy', 'Role'],
  Lambda: ['EventInvokeConfig', 'EventSourceMapping', 'Function', 'Permission'],
  Logs: ['LogGroup'],
  RDS: ['DBInstance', 'DBParameterGroup', 'DBSubnetGroup'],
  Route53: ['RecordSet'],
  S3: ['Bucket', 'BucketPolicy'],
  SES: ['EmailIdentity'],
  SNS: ['Subscription', 'Topic', 'TopicPolicy'],
  SQS: ['Queue', 'QueuePolicy'],
  SecretsManager: ['Secret'],
  WAFv2: ['IPSet', 'LoggingConfiguration', 'WebACL', 'WebACLAssociation'],
}

const knownTypes = new Set([
  ...Object.entries(known).flatMap(([service, names]) => names.map((name) => `AWS::${service}::${name}`)),
  // CDK's own, each by a function that stands in the same template.
  'Custom::LogRetention',
  'Custom::S3BucketNotifications',
])

/** A type that no proof has met could open, cost or lose anything: it is refused until somebody has thought about it. */
export const onlyKnownTypes: Proof = {
  name: 'known types',
  check: (assembly) =>
    resources(assembly)
      .filter(({ type }) => !knownTypes.has(type))
      .map((located) =>
        finding(
          'known types',
          located,
          `no proof knows ${located.type}: teach those that it concerns, then aws/proofs/known-types.ts`,
        ),
      ),
}
