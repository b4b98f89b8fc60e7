import { Stack, type StackProps } from 'aws-cdk-lib'
import type { IHostedZone } from 'aws-cdk-lib/aws-route53'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { Cache } from './cache.ts'
import type { Environment } from './environments/environment.ts'
import { keepSecret } from './keep.ts'
import { Media } from './media.ts'
import type { Network } from './network.ts'
import { Objects } from './objects.ts'
import { Registry } from './registry.ts'
import { Relational } from './relational.ts'
import { Tables } from './tables.ts'

interface DataProps extends StackProps {
  readonly environment: Environment
  readonly zone: IHostedZone
  readonly network: Network
}

/** All that outlives a deploy: what members wrote and sent, and the secrets that guard it. */
export class Data extends Stack {
  readonly relational: Relational
  readonly cache: Cache
  readonly tables: Tables
  readonly objects: Objects
  readonly media: Media
  readonly registry: Registry
  readonly authSecret: Secret
  readonly hookSecret: Secret
  readonly mailSecret: Secret

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id, props)
    const { environment, zone, network } = props
    const { vpc, groups, isolated } = network
    this.relational = new Relational(this, 'Relational', { environment, vpc, group: groups.database })
    this.cache = new Cache(this, 'Cache', { environment, subnets: isolated, group: groups.cache })
    this.tables = new Tables(this, 'Tables')
    this.objects = new Objects(this, 'Objects', environment)
    this.media = new Media(this, 'Media', { environment, zone, objects: this.objects })
    this.registry = new Registry(this, 'Registry')
    this.authSecret = keepSecret(this, 'AuthSecret', 'Signs sessions: who has it is everybody')
    this.hookSecret = keepSecret(this, 'HookSecret', 'Signs what the image function tells api')
    this.mailSecret = new Secret(this, 'MailSecret', {
      description: 'smtps://USER:PASSWORD@email-smtp.REGION.amazonaws.com:465, put there by the operator',
    })
  }
}
