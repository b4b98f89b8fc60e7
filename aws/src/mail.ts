import { Stack, type StackProps } from 'aws-cdk-lib'
import { type IPublicHostedZone, TxtRecord } from 'aws-cdk-lib/aws-route53'
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'

/** SES: the domain may send, signed by DKIM, and says so. */
export class Mail extends Stack {
  readonly identity: EmailIdentity

  constructor(scope: Construct, id: string, props: StackProps & { zone: IPublicHostedZone; domain: string }) {
    super(scope, id, props)
    const { zone, domain } = props
    this.identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.publicHostedZone(zone),
      mailFromDomain: `mail.${domain}`,
    })
    new TxtRecord(this, 'Dmarc', { zone, recordName: `_dmarc.${domain}`, values: ['v=DMARC1; p=quarantine; adkim=s'] })
  }
}
