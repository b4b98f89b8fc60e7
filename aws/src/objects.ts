import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** S3: one bucket for pictures, `uploads/` and `renders/` apart by prefix and policy, and one for logs. */
export class Objects extends Construct {
  readonly pictures: Bucket
  readonly logs: Bucket

  constructor(scope: Construct, id: string, { place, logDays }: Environment) {
    super(scope, id)
    const common: BucketProps = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    }
    this.logs = new Bucket(this, 'Logs', {
      ...common,
      // CloudFront writes its logs by ACL.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(logDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    })
    this.pictures = new Bucket(this, 'Pictures', {
      ...common,
      versioned: true,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 'pictures/',
      // What was deleted by mistake can be brought back for a month.
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      cors: [
        {
          allowedOrigins: [`https://${place.domain}`],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
          exposedHeaders: ['etag'],
          maxAge: 3_600,
        },
      ],
    })
  }
}
