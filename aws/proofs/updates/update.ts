import { isDeepStrictEqual } from 'node:util'
import { type Assembly, type Located, resources } from '../assembly.ts'
import { type Finding, finding } from '../proof.ts'

/**
 * Properties whose change makes CloudFormation put a new, empty resource in the place of one that holds something, from
 * the types' schemas (`createOnlyProperties`) and what their documentation calls a replacement.
 */
const createOnly: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBInstance': [
    ...['AvailabilityZone', 'CharacterSetName', 'DBClusterIdentifier', 'DBInstanceIdentifier', 'DBName', 'Engine'],
    ...['KmsKeyId', 'MasterUsername', 'Port', 'SourceDBInstanceIdentifier', 'StorageEncrypted', 'Timezone'],
  ],
  'AWS::RDS::DBSubnetGroup': ['DBSubnetGroupName', 'SubnetIds'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::ECR::Repository': ['RepositoryName', 'EncryptionConfiguration'],
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString'],
}

/** What would be lost by bringing a place from one assembly to the other: nothing, or a finding each. */
export function lostByUpdate(before: Assembly, after: Assembly): readonly Finding[] {
  const there = new Map(resources(after).map((located) => [placeOf(located), located]))
  return resources(before, ...Object.keys(createOnly)).flatMap((located) => {
    const successor = there.get(placeOf(located))
    if (successor === undefined)
      return [finding('updates', located, 'is not in the new templates, so that it is let go')]
    if (successor.type !== located.type) return [finding('updates', located, `becomes a ${successor.type}`)]
    return (createOnly[located.type] ?? [])
      .filter(
        (property) =>
          !isDeepStrictEqual(located.resource.Properties[property], successor.resource.Properties[property]),
      )
      .map((property) => finding('updates', located, `is replaced, because ${property} changes`))
  })
}

/** CloudFormation knows a resource by its stack and its logical id. */
function placeOf({ stack, logicalId }: Located): string {
  return `${stack} ${logicalId}`
}
