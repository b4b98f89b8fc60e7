import { at, fields, list, text } from '../reading.ts'
import { type Judged, of, proofOf } from './rule.ts'

/** What is made again from what somebody has, or from nothing. */
const expendable = ['MailSecret']

const isKept = ({ resource: { DeletionPolicy, UpdateReplacePolicy } }: Judged): boolean =>
  isRetained(DeletionPolicy) && isRetained(UpdateReplacePolicy)

const isRetained = (policy: string | undefined): boolean => policy === 'Retain' || policy === 'RetainExceptOnCreate'

const keeps = { 'is deleted or replaced with its stack': isKept }

/** Whatever holds what members wrote, showed or signed up with is kept, protected, and can be brought back. */
export const kept = proofOf('kept', [
  ...of('AWS::RDS::DBInstance', {
    ...keeps,
    'can be deleted by one call': ({ properties }) => properties.DeletionProtection === true,
    'has fewer than seven days to go back to': ({ properties }) => Number(properties.BackupRetentionPeriod) >= 7,
    'loses its backups when it is deleted': ({ properties }) => properties.DeleteAutomatedBackups === false,
    'is not encrypted': ({ properties }) => properties.StorageEncrypted === true,
    'stands in one zone': ({ properties }) => properties.MultiAZ === true,
    'has a disk that does not grow': ({ properties }) =>
      Number(properties.MaxAllocatedStorage) > Number(properties.AllocatedStorage),
    'has a password that nobody rotates': ({ properties }) =>
      properties.ManageMasterUserPassword === true && properties.MasterUserPassword === undefined,
    'takes connections without TLS': ({ stack, links, properties }) => {
      const parameters = links.follow(stack, properties.DBParameterGroupName)
      return text(parameters?.resource.Properties, 'Parameters', 'rds.force_ssl') === '1'
    },
  }),
  ...of('AWS::RDS::DBSubnetGroup', keeps),
  ...of('AWS::DynamoDB::Table', {
    ...keeps,
    'can be deleted by one call': ({ properties }) => properties.DeletionProtectionEnabled === true,
    'cannot be brought back to an earlier time': ({ properties }) =>
      at(properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true,
    'has a capacity to run out of': ({ properties }) => properties.BillingMode === 'PAY_PER_REQUEST',
    'keeps what has expired': ({ properties }) => at(properties, 'TimeToLiveSpecification', 'Enabled') === true,
  }),
  ...of('AWS::S3::Bucket', {
    ...keeps,
    'is not encrypted': ({ properties }) =>
      list(at(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).length > 0,
    'has no older versions to go back to, and is no bucket of logs': ({ logicalId, properties }) =>
      logicalId.includes('Logs') || at(properties, 'VersioningConfiguration', 'Status') === 'Enabled',
    'keeps older versions and parts of uploads for ever': ({ properties }) =>
      list(at(properties, 'LifecycleConfiguration', 'Rules')).some(
        (rule) => at(rule, 'AbortIncompleteMultipartUpload') !== undefined && endsSomeDay(rule),
      ),
    'can be read without TLS': ({ stack, logicalId, links, assembly }) =>
      assembly.templates.some(({ stack: other, template }) =>
        Object.values(template.Resources).some(
          ({ Type, Properties }) =>
            Type === 'AWS::S3::BucketPolicy' &&
            links.follow(other, Properties.Bucket)?.logicalId === logicalId &&
            other === stack &&
            list(at(Properties, 'PolicyDocument', 'Statement')).some(deniesPlain),
        ),
      ),
  }),
  ...of('AWS::ECR::Repository', {
    ...keeps,
    'lets a release be replaced under its tag': ({ properties }) => properties.ImageTagMutability === 'IMMUTABLE',
  }),
  ...of('AWS::SecretsManager::Secret', {
    'is deleted or replaced with its stack': (judged) =>
      expendable.some((name) => judged.logicalId.startsWith(name)) || isKept(judged),
    'says what it is in its template': ({ properties }) => properties.SecretString === undefined,
  }),
  ...of('AWS::Logs::LogGroup', {
    'keeps logs for ever': ({ properties }) => Number(properties.RetentionInDays) > 0,
  }),
  ...of('AWS::SQS::Queue', {
    'is not encrypted': ({ properties }) =>
      properties.SqsManagedSseEnabled === true || properties.KmsMasterKeyId !== undefined,
    'loses messages for want of a dead-letter queue, or is one that forgets before 14 days': ({ properties }) =>
      properties.RedrivePolicy !== undefined || Number(properties.MessageRetentionPeriod) >= 1_209_600,
  }),
])

function endsSomeDay(rule: unknown): boolean {
  const { ExpirationInDays, NoncurrentVersionExpiration } = fields(rule)
  return (
    at(rule, 'Status') === 'Enabled' && (ExpirationInDays !== undefined || NoncurrentVersionExpiration !== undefined)
  )
}

function deniesPlain(statement: unknown): boolean {
  const { Effect, Action, Condition } = fields(statement)
  return Effect === 'Deny' && Action === 's3:*' && text(Condition, 'Bool', 'aws:SecureTransport') === 'false'
}
