/*
 * What each role may do, and with what. Written by hand and from nothing that the templates are made from. Whatever is
 * not here a role must not do; whatever is here it must be able to.
 */

export interface Privileges {
  /** Who may take the role. */
  readonly trusts: string
  /** AWS's own policies, each with the reason why ours would be no narrower. */
  readonly managed?: Readonly<Record<string, string>>
  /** Actions by resource. */
  readonly may: Readonly<Record<string, readonly string[]>>
  /** For grants with a `*` that stands for everything: why it cannot be narrower. */
  readonly because?: Readonly<Record<string, string>>
}

const lambda = 'lambda.amazonaws.com'
const tasks = 'ecs-tasks.amazonaws.com'
const appsync = 'appsync.amazonaws.com'

const ownLogs = {
  'service-role/AWSLambdaBasicExecutionRole':
    'it may write logs, which Lambda does for the function in groups of this account',
}

const logRetention: Privileges = {
  trusts: lambda,
  managed: ownLogs,
  may: { '*': ['logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy'] },
  because: {
    '*': "CDK's own: it sets how long groups that a service makes by itself are kept, and knows their names at deployment only",
  },
}

const autoScaling: Privileges = { trusts: 'application-autoscaling.amazonaws.com', may: {} }

const authorization = 'a token for the registry is one for the whole account; pulling is granted by repository'

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
const writeLogs = ['logs:CreateLogStream', 'logs:PutLogEvents']
const readSecret = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']
const resolve = [
  ...['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'],
  ...['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
]

/** By the stack's part and the role's logical id, without CDK's hashes. */
export const privileges: Readonly<Record<string, Privileges>> = {
  'network VpcFlowLogIAMRole': {
    trusts: 'vpc-flow-logs.amazonaws.com',
    may: { '<network FlowLogs>': [...writeLogs, 'logs:DescribeLogStreams'] },
  },
  'data RelationalInstanceMonitoringRole': {
    trusts: 'monitoring.rds.amazonaws.com',
    managed: {
      'service-role/AmazonRDSEnhancedMonitoringRole': "it writes to RDS's own group of logs, and nothing else",
    },
    may: {},
  },
  'data LogRetentionServiceRole': logRetention,
  'messaging LogRetentionServiceRole': logRetention,
  'images ProcessImageServiceRole': {
    trusts: lambda,
    managed: ownLogs,
    may: {
      '<data ObjectsPictures>/uploads/*': ['s3:GetObject'],
      '<data ObjectsPictures>/renders/*': ['s3:PutObject'],
      '<images DeadPictures>': ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      '<images Notifications>': ['sqs:SendMessage'],
    },
  },
  'images BucketNotificationsHandlerRole': {
    trusts: lambda,
    managed: ownLogs,
    may: { '<data ObjectsPictures>': ['s3:GetBucketNotification', 's3:PutBucketNotification'] },
  },
  'images NotifyServiceRole': {
    trusts: lambda,
    managed: ownLogs,
    may: {
      '<images Notifications>': [
        ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
        ...['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      ],
    },
  },
  'messaging ApiApiLogsRole': {
    trusts: appsync,
    managed: {
      'service-role/AWSAppSyncPushToCloudWatchLogs': "the group's name holds the API's id, which exists after the role",
    },
    may: {},
  },
  'messaging messagesRole': {
    trusts: appsync,
    may: { '<data Tablesmessages>': resolve, '<data Tablesmessages>/index/*': resolve },
  },
  // It calls `api` over HTTPS with the member's own token.
  'messaging ApimembersServiceRole': { trusts: appsync, may: {} },
  'site ClusterNodeRole': {
    trusts: 'ec2.amazonaws.com',
    managed: { AmazonSSMManagedInstanceCore: 'a shell by Session Manager, with no port open and no key to lose' },
    may: {
      '<site Cluster>': ['ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance', 'ecs:Submit*'],
      '* if ArnEquals ecs:cluster <site Cluster>': ['ecs:Poll', 'ecs:StartTelemetrySession'],
      '*': ['ecr:GetAuthorizationToken', 'ecs:DiscoverPollEndpoint', ...writeLogs],
    },
    because: {
      '* if ArnEquals ecs:cluster <site Cluster>':
        'of container instances, which do not exist yet; the condition names the cluster',
      '*': `${authorization}; the endpoint to poll has no resource; CDK gives every node of a cluster the logs of its agent`,
    },
  },
  'site WebTaskTaskRole': { trusts: tasks, may: {} },
  'site WebTaskExecutionRole': {
    trusts: tasks,
    may: { '<data RegistryWeb>': pull, '<site WebLogs>': writeLogs, '*': ['ecr:GetAuthorizationToken'] },
    because: { '*': authorization },
  },
  'site ApiTaskTaskRole': {
    trusts: tasks,
    may: {
      '<data ObjectsPictures>/uploads/*': ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
      '<data ObjectsPictures>/renders/*': ['s3:GetObject', 's3:DeleteObject'],
    },
  },
  'site ApiTaskExecutionRole': {
    trusts: tasks,
    may: {
      '<data RegistryApi>': pull,
      '<site ApiLogs>': writeLogs,
      '<data AuthSecret>': readSecret,
      '<data HookSecret>': readSecret,
      '<data MailSecret>': readSecret,
      '<data RelationalInstance>': readSecret,
      '*': ['ecr:GetAuthorizationToken'],
    },
    because: { '*': authorization },
  },
  'site WebScalingRole': autoScaling,
  'site ApiScalingRole': autoScaling,
}
