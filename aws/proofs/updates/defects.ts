import type { Assembly } from '../assembly.ts'
import { one, plant, remove, stackOf } from '../defect.ts'

/** Each loses what one resource holds. */
export const updateDefects: Readonly<Record<string, (copy: Assembly) => void>> = {
  'the database gets another name': (copy) => plant(one(copy, 'AWS::RDS::DBInstance'), 'DBName', 'other'),
  'the database is encrypted by another key': (copy) => plant(one(copy, 'AWS::RDS::DBInstance'), 'KmsKeyId', 'other'),
  'the database gets another administrator': (copy) =>
    plant(one(copy, 'AWS::RDS::DBInstance'), 'MasterUsername', 'root'),
  'the database stands in other subnets': (copy) =>
    plant(one(copy, 'AWS::RDS::DBSubnetGroup'), 'SubnetIds', ['subnet-1']),
  'the table gets another key': (copy) => plant(one(copy, 'AWS::DynamoDB::Table'), 'KeySchema.0.AttributeName', 'id'),
  'the table is gone': (copy) => remove(copy, one(copy, 'AWS::DynamoDB::Table')),
  'the bucket gets a name': (copy) => plant(one(copy, 'AWS::S3::Bucket', 'Pictures'), 'BucketName', 'pictures'),
  'a secret is made anew': (copy) => plant(one(copy, 'AWS::SecretsManager::Secret'), 'GenerateSecretString', {}),
  'the bucket becomes something else': (copy) =>
    void Reflect.set(one(copy, 'AWS::S3::Bucket', 'Pictures').resource, 'Type', 'AWS::S3::AccessPoint'),
  'the database gets another logical id': (copy) => {
    const { logicalId, resource } = one(copy, 'AWS::RDS::DBInstance')
    const { Resources } = stackOf(copy, 'data').template
    Resources[`${logicalId}2`] = resource
    delete Resources[logicalId]
  },
}
