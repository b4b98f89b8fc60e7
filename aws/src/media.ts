import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'
import type { Objects } from './objects.ts'

interface MediaProps {
  readonly environment: Environment
  readonly zone: IHostedZone
  readonly objects: Objects
}

/** CloudFront before what never changes under its address: renders from the bucket, the pages' assets from `web`. */
export class Media extends Construct {
  readonly distribution: Distribution
  readonly certificate: Certificate

  constructor(scope: Construct, id: string, props: MediaProps) {
    super(scope, id)
    const { environment, zone, objects } = props
    const { domain } = environment.place
    const name = mediaHost(domain)
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: name,
      validation: CertificateValidation.fromDns(zone),
    })
    const common = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      compress: true,
    }
    const renders = S3BucketOrigin.withOriginAccessControl(byName(this, objects.pictures))
    this.distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: { ...common, origin: new HttpOrigin(domain) },
      additionalBehaviors: { 'renders/*': { ...common, origin: renders } },
      domainNames: [name],
      certificate: this.certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: environment.name === 'large' ? PriceClass.PRICE_CLASS_ALL : PriceClass.PRICE_CLASS_100,
      logBucket: objects.logs,
      logFilePrefix: 'cloudfront/',
    })
    this.grantRenders(objects.pictures)
    const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution))
    new ARecord(this, 'Ipv4', { zone, recordName: name, target })
    new AaaaRecord(this, 'Ipv6', { zone, recordName: name, target })
  }

  /** CloudFront may read nothing else, so originals have no address at all. */
  private grantRenders(pictures: Bucket): void {
    pictures.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [pictures.arnForObjects('renders/*')],
        conditions: { StringEquals: { 'AWS:SourceArn': this.distribution.distributionArn } },
      }),
    )
  }
}

/** Else the origin would write a policy of its own, for the whole bucket. */
function byName(scope: Construct, { bucketArn, bucketRegionalDomainName }: Bucket): IBucket {
  return Bucket.fromBucketAttributes(scope, 'PicturesByName', { bucketArn, bucketRegionalDomainName })
}

export function mediaHost(domain: string): string {
  return `media.${domain}`
}
