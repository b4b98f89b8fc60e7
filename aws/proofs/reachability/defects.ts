import { resources } from '../assembly.ts'
import { add, type Defect, one, plant, remove } from '../defect.ts'
import { at, list } from '../reading.ts'

const group = 'AWS::EC2::SecurityGroup'
const ingress = 'AWS::EC2::SecurityGroupIngress'
const egress = 'AWS::EC2::SecurityGroupEgress'
const open = { IpProtocol: 'tcp', CidrIp: '0.0.0.0/0' }
const idOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'GroupId'] })

export const reachabilityDefects: readonly Defect[] = [
  defect('the public load balancer listens to port 80 of everyone', (copy) => {
    plant(one(copy, ingress, 'publicLoadBalancer'), 'FromPort', 80)
  }),
  defect('the load balancer takes every protocol', (copy) => {
    plant(one(copy, ingress, 'publicLoadBalancer'), 'IpProtocol', '-1')
  }),
  defect('the load balancer is shut', (copy) => remove(copy, one(copy, ingress, 'publicLoadBalancerGroupfrom'))),
  defect('the internal load balancer faces the internet', (copy) => {
    plant(one(copy, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'internal'), 'Scheme', 'internet-facing')
  }),
  defect('the database is publicly accessible', (copy) => {
    plant(one(copy, 'AWS::RDS::DBInstance'), 'PubliclyAccessible', true)
  }),
  defect('nothing says that the database is not publicly accessible', (copy) => {
    plant(one(copy, 'AWS::RDS::DBInstance'), 'PubliclyAccessible', undefined)
  }),
  defect('tasks are given public addresses', (copy) => {
    plant(one(copy, 'AWS::ECS::Service', 'Api'), 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', 'ENABLED')
  }),
  defect('nodes are given public addresses', (copy) => {
    plant(
      one(copy, 'AWS::EC2::LaunchTemplate'),
      'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress',
      true,
    )
  }),
  defect('nodes stand in public subnets and take what those give', (copy) => {
    const name = one(copy, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'main')
    plant(one(copy, 'AWS::AutoScaling::AutoScalingGroup'), 'VPCZoneIdentifier', name.resource.Properties.Subnets)
    plant(
      one(copy, 'AWS::EC2::LaunchTemplate'),
      'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress',
      undefined,
    )
    for (const subnet of resources(copy, 'AWS::EC2::Subnet')) plant(subnet, 'MapPublicIpOnLaunch', true)
  }),
  defect('the database takes connections of the whole VPC, and web may open any', (copy) => {
    const [database, web] = [one(copy, group, 'database'), one(copy, group, 'web')]
    add(copy, 'network', {
      type: ingress,
      properties: { ...open, CidrIp: '10.0.0.0/16', FromPort: 5432, ToPort: 5432, GroupId: idOf(database.logicalId) },
    })
    add(copy, 'network', {
      type: egress,
      properties: { IpProtocol: '-1', CidrIp: '0.0.0.0/0', GroupId: idOf(web.logicalId) },
    })
  }),
  defect('web may open any connection over IPv6 where its subnets have it', (copy) => {
    for (const part of ['privateSubnet1', 'privateSubnet2'])
      plant(one(copy, 'AWS::EC2::Subnet', part), 'Ipv6CidrBlock', '2600:1f18::/64')
    const table = one(copy, 'AWS::EC2::RouteTable', 'privateSubnet1')
    const properties = {
      DestinationIpv6CidrBlock: '::/0',
      EgressOnlyInternetGatewayId: 'eigw-1',
      RouteTableId: { Ref: table.logicalId },
    }
    add(copy, 'network', { type: 'AWS::EC2::Route', properties })
    const web = one(copy, group, 'web')
    add(copy, 'network', {
      type: egress,
      properties: { IpProtocol: '-1', CidrIpv6: '::/0', GroupId: idOf(web.logicalId) },
    })
  }),
  defect('web may call what is in a list of prefixes', (copy) => {
    const web = one(copy, group, 'web')
    const properties = {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      DestinationPrefixListId: 'pl-63a5400a',
      GroupId: idOf(web.logicalId),
    }
    add(copy, 'network', { type: egress, properties })
  }),
  defect('the only rule out of web is gone, so that EC2 lets it open any connection', (copy) => {
    remove(copy, one(copy, egress, 'webGroupto'))
  }),
  defect('the database has the group of api', (copy) => {
    const placed = at(
      one(copy, 'AWS::ECS::Service', 'Api').resource.Properties,
      'NetworkConfiguration',
      'AwsvpcConfiguration',
    )
    plant(one(copy, 'AWS::RDS::DBInstance'), 'VPCSecurityGroups', list(at(placed, 'SecurityGroups')))
  }),
  defect('the database has no group', (copy) => plant(one(copy, 'AWS::RDS::DBInstance'), 'VPCSecurityGroups', [])),
  defect('isolated subnets have a way to the internet, and the cache may use it', (copy) => {
    const table = one(copy, 'AWS::EC2::RouteTable', 'isolatedSubnet1')
    const nat = one(copy, 'AWS::EC2::NatGateway')
    const properties = {
      DestinationCidrBlock: '0.0.0.0/0',
      NatGatewayId: { Ref: nat.logicalId },
      RouteTableId: { Ref: table.logicalId },
    }
    add(copy, 'network', { type: 'AWS::EC2::Route', properties })
    const cache = one(copy, group, 'cache')
    add(copy, 'network', {
      type: egress,
      properties: { ...open, FromPort: 443, ToPort: 443, GroupId: idOf(cache.logicalId) },
    })
  }),
  defect('the private subnets have lost their way out', (copy) => {
    for (const part of ['privateSubnet1', 'privateSubnet2']) remove(copy, one(copy, 'AWS::EC2::Route', part))
  }),
  defect('a network ACL shuts the database in', (copy) => {
    add(copy, 'network', {
      type: 'AWS::EC2::NetworkAcl',
      properties: { VpcId: { Ref: one(copy, 'AWS::EC2::VPC').logicalId } },
    })
    for (const part of ['isolatedSubnet1', 'isolatedSubnet2']) {
      const properties = {
        NetworkAclId: { Ref: 'PlantedAWSEC2NetworkAcl' },
        SubnetId: { Ref: one(copy, 'AWS::EC2::Subnet', part).logicalId },
      }
      add(copy, 'network', { type: 'AWS::EC2::SubnetNetworkAclAssociation', properties, name: part })
    }
  }),
  defect('api cannot reach the cache', (copy) => remove(copy, one(copy, ingress, 'cacheGroupfrom'))),
  defect('the bucket of pictures blocks no public policy', (copy) => {
    plant(one(copy, 'AWS::S3::Bucket', 'Pictures'), 'PublicAccessBlockConfiguration.BlockPublicPolicy', false)
  }),
  defect('everyone may read the pictures', (copy) => {
    const policy = one(copy, 'AWS::S3::BucketPolicy', 'Pictures')
    plant(policy, 'PolicyDocument.Statement.0', {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
    })
  }),
  defect('every distribution of every account may read the pictures', (copy) => {
    plant(one(copy, 'AWS::S3::BucketPolicy', 'Pictures'), 'PolicyDocument.Statement.0', {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: '*',
    })
  }),
  defect('everyone may send to the queue of dead pictures', (copy) => {
    const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sqs:*', Resource: '*' }
    plant(one(copy, 'AWS::SQS::QueuePolicy', 'DeadPictures'), 'PolicyDocument.Statement.0', statement)
  }),
  defect('AppSync takes an API key as well', (copy) => {
    plant(one(copy, 'AWS::AppSync::GraphQLApi'), 'AdditionalAuthenticationProviders', [
      { AuthenticationType: 'API_KEY' },
    ])
  }),
  defect('AppSync is private', (copy) => plant(one(copy, 'AWS::AppSync::GraphQLApi'), 'Visibility', 'PRIVATE')),
  defect('S3 of any account may invoke the image function', (copy) => {
    const permission = one(copy, 'AWS::Lambda::Permission')
    plant(permission, 'SourceArn', undefined)
    plant(permission, 'SourceAccount', undefined)
  }),
]

export const typeDefects: readonly Defect[] = [
  ...[
    'AWS::Lambda::Url',
    'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::VPCPeeringConnection',
    'AWS::ApiGatewayV2::Api',
    'AWS::EC2::Instance',
  ].map(
    (type): Defect => ({
      title: `there is a ${type}`,
      proof: 'known types',
      change: (copy) => add(copy, 'network', { type, properties: {} }),
    }),
  ),
]

function defect(title: string, change: Defect['change']): Defect {
  return { title, proof: 'reachability', change }
}
