import { resources } from '../assembly.ts'
import { add, type Defect, one, plant, remove } from '../defect.ts'
import { at, list } from '../reading.ts'

const database = 'AWS::RDS::DBInstance'
const table = 'AWS::DynamoDB::Table'
const bucket = 'AWS::S3::Bucket'
const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer'
const service = 'AWS::ECS::Service'
const task = 'AWS::ECS::TaskDefinition'

/** Sets one property of the first resource of a type. */
type Change = readonly [title: string, type: string, path: string, value: unknown, part?: string]

const keptChanges: readonly Change[] = [
  ['the database can be deleted by one call', database, 'DeletionProtection', false],
  ['the database has one day to go back to', database, 'BackupRetentionPeriod', 1],
  ['the database loses its backups with itself', database, 'DeleteAutomatedBackups', undefined],
  ['the database is not encrypted', database, 'StorageEncrypted', false],
  ['the database stands in one zone', database, 'MultiAZ', false],
  ['the disk of the database does not grow', database, 'MaxAllocatedStorage', undefined],
  ['the password of the database stands in the template', database, 'MasterUserPassword', 'secret'],
  ['the database takes connections without TLS', 'AWS::RDS::DBParameterGroup', 'Parameters', { 'rds.force_ssl': '0' }],
  ['the table can be deleted by one call', table, 'DeletionProtectionEnabled', false],
  ['the table cannot be brought back', table, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', false],
  ['the table has a capacity', table, 'BillingMode', 'PROVISIONED'],
  ['the table keeps what has expired', table, 'TimeToLiveSpecification', undefined],
  ['pictures have no older versions', bucket, 'VersioningConfiguration', undefined, 'Pictures'],
  ['parts of uploads are kept for ever', bucket, 'LifecycleConfiguration', undefined, 'Pictures'],
  ['a release can be replaced under its tag', 'AWS::ECR::Repository', 'ImageTagMutability', 'MUTABLE'],
  ['a secret stands in the template', 'AWS::SecretsManager::Secret', 'SecretString', 'hunter2', 'Auth'],
  ['logs are kept for ever', 'AWS::Logs::LogGroup', 'RetentionInDays', undefined],
  ['a queue is not encrypted', 'AWS::SQS::Queue', 'SqsManagedSseEnabled', false],
  ['notifications that fail are lost', 'AWS::SQS::Queue', 'RedrivePolicy', undefined, 'Notifications8'],
  ['dead letters are gone after four days', 'AWS::SQS::Queue', 'MessageRetentionPeriod', 345_600, 'DeadPictures'],
]

const nameChanges: readonly Change[] = [
  ['the database has a name of ours', database, 'DBInstanceIdentifier', 'porchlight'],
  ['the table has a name of ours', table, 'TableName', 'messages'],
  ['a role has a name of ours', 'AWS::IAM::Role', 'RoleName', 'api'],
  ['a load balancer has a name of ours', balancer, 'Name', 'main'],
  ['a group of logs has a name of ours', 'AWS::Logs::LogGroup', 'LogGroupName', 'api', 'ApiLogs'],
]

const fitsChanges: readonly Change[] = [
  ['two rules have one priority', 'AWS::ElasticLoadBalancingV2::ListenerRule', 'Priority', 40, 'main10'],
  ['a listener speaks HTTP', 'AWS::ElasticLoadBalancingV2::Listener', 'Protocol', 'HTTP'],
  ['a listener takes TLS 1.0', 'AWS::ElasticLoadBalancingV2::Listener', 'SslPolicy', 'ELBSecurityPolicy-2016-08'],
  ['a load balancer can be deleted by one call', balancer, 'LoadBalancerAttributes.0.Value', 'false'],
  ['a load balancer passes on strange headers', balancer, 'LoadBalancerAttributes.3.Value', 'false'],
  ['the web ACL has the scope of CloudFront', 'AWS::WAFv2::WebACL', 'Scope', 'CLOUDFRONT'],
  ['a set of addresses has the scope of CloudFront', 'AWS::WAFv2::IPSet', 'Scope', 'CLOUDFRONT'],
  ['tokens are logged', 'AWS::WAFv2::LoggingConfiguration', 'RedactedFields', []],
  ['messages are logged', 'AWS::AppSync::GraphQLApi', 'LogConfig.ExcludeVerboseContent', false],
  ['the schema is told to everyone', 'AWS::AppSync::GraphQLApi', 'IntrospectionConfig', 'ENABLED'],
  ['a target group has another port than its container', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Port', 8080],
  ['a container has another port than its service', task, 'ContainerDefinitions.0.PortMappings.0.ContainerPort', 8080],
  ['a container runs as root', task, 'ContainerDefinitions.0.User', '0'],
  ['a container may write to its image', task, 'ContainerDefinitions.0.ReadonlyRootFilesystem', false],
  ['a container is privileged', task, 'ContainerDefinitions.0.Privileged', true],
  ['a container reserves more memory than it may take', task, 'ContainerDefinitions.0.MemoryReservation', 99_999],
  ['a container has no limit of memory', task, 'ContainerDefinitions.0.Memory', undefined],
  ['a task shares the network of its node', task, 'NetworkMode', 'host'],
  ['a service is not rolled back', service, 'DeploymentConfiguration.DeploymentCircuitBreaker.Rollback', false],
  ['a service loses tasks while it is deployed', service, 'DeploymentConfiguration.MinimumHealthyPercent', 50],
  ['a service has one task', service, 'DesiredCount', 1],
  ['a service is not spread over zones', service, 'PlacementStrategies', [{ Field: 'memory', Type: 'binpack' }]],
  ['nodes answer over IMDSv1', 'AWS::EC2::LaunchTemplate', 'LaunchTemplateData.MetadataOptions.HttpTokens', 'optional'],
  ['a resolver names a data source that is not there', 'AWS::AppSync::Resolver', 'DataSourceName', 'mesages'],
  [
    'a function names a data source that is not there',
    'AWS::AppSync::FunctionConfiguration',
    'DataSourceName',
    'mesages',
  ],
  ['a key of the table has no definition', table, 'KeySchema.0.AttributeName', 'id'],
  ['the cache is misspelt', 'AWS::ElastiCache::ServerlessCache', 'Engine', 'valky'],
  ['the cache may cost any sum', 'AWS::ElastiCache::ServerlessCache', 'CacheUsageLimits', undefined],
  ['pictures that fail are forgotten', 'AWS::Lambda::EventInvokeConfig', 'DestinationConfig', undefined],
  ['a batch is tried again for one message', 'AWS::Lambda::EventSourceMapping', 'FunctionResponseTypes', undefined],
  [
    'the image function runs on another processor',
    'AWS::Lambda::Function',
    'Architectures',
    ['x86_64'],
    'ProcessImage',
  ],
  [
    'the image function takes all invocations',
    'AWS::Lambda::Function',
    'ReservedConcurrentExecutions',
    undefined,
    'ProcessImage',
  ],
  [
    'pictures are served without TLS',
    'AWS::CloudFront::Distribution',
    'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
    'allow-all',
  ],
  ['an alarm tells nobody', 'AWS::CloudWatch::Alarm', 'AlarmActions', []],
]

const changes = (proof: string, each: readonly Change[]): Defect[] =>
  each.map(([title, type, path, value, part]) => ({
    title,
    proof,
    change: (copy) => plant(one(copy, type, part), path, value),
  }))

export const ruleDefects: readonly Defect[] = [
  ...changes('kept', keptChanges),
  ...[database, table, bucket, 'AWS::ECR::Repository', 'AWS::SecretsManager::Secret'].flatMap((type): Defect[] => [
    {
      title: `a ${type} is deleted with its stack`,
      proof: 'kept',
      change: (copy) => Reflect.deleteProperty(one(copy, type).resource, 'DeletionPolicy'),
    },
    {
      title: `a ${type} is deleted when it is replaced`,
      proof: 'kept',
      change: (copy) => Reflect.set(one(copy, type).resource, 'UpdateReplacePolicy', 'Delete'),
    },
  ]),
  {
    title: 'pictures can be read without TLS',
    proof: 'kept',
    change: (copy) => {
      const policy = one(copy, 'AWS::S3::BucketPolicy', 'Pictures')
      plant(
        policy,
        'PolicyDocument.Statement',
        list(at(policy.resource.Properties, 'PolicyDocument', 'Statement')).slice(1),
      )
    },
  },
  ...changes('names', nameChanges),
  ...changes('fits', fitsChanges),
  {
    title: 'the load balancer has no web ACL',
    proof: 'fits',
    change: (copy) => remove(copy, one(copy, 'AWS::WAFv2::WebACLAssociation', 'main')),
  },
  {
    title: 'AppSync has no web ACL',
    proof: 'fits',
    change: (copy) => remove(copy, one(copy, 'AWS::WAFv2::WebACLAssociation', 'messaging')),
  },
  {
    title: 'a function of a pipeline is gone',
    proof: 'fits',
    change: (copy) => remove(copy, one(copy, 'AWS::AppSync::FunctionConfiguration')),
  },
  {
    title: 'the cache stands in one zone',
    proof: 'fits',
    change: (copy) => {
      const cache = one(copy, 'AWS::ElastiCache::ServerlessCache')
      plant(cache, 'SubnetIds', list(cache.resource.Properties.SubnetIds).slice(0, 1))
    },
  },
  {
    title: 'all subnets are in one zone',
    proof: 'fits',
    change: (copy) => {
      for (const subnet of resources(copy, 'AWS::EC2::Subnet')) plant(subnet, 'AvailabilityZone', 'us-east-1a')
    },
  },
  {
    title: 'a password is a variable of a task',
    proof: 'fits',
    change: (copy) => {
      const definition = one(copy, task, 'Api')
      const variables = list(at(definition.resource.Properties, 'ContainerDefinitions', 0, 'Environment'))
      plant(definition, 'ContainerDefinitions.0.Environment', [...variables, { Name: 'PGPASSWORD', Value: 'hunter2' }])
    },
  },
  {
    title: 'there is a second database that nobody protected',
    proof: 'kept',
    change: (copy) => add(copy, 'data', { type: database, properties: { Engine: 'postgres' } }),
  },
]
