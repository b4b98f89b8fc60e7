import { publicApiOrigin } from '@porchlight/system/hosts'
import type { Topology } from '@porchlight/system/topology'
import { App, Tags, Validations } from 'aws-cdk-lib'
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53'
import type { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { Alarms } from './alarms.ts'
import { Data } from './data.ts'
import type { Environment } from './environments/environment.ts'
import { Images } from './images.ts'
import { Mail } from './mail.ts'
import { mediaHost } from './media.ts'
import { Messaging } from './messaging.ts'
import { Network } from './network.ts'
import { Site } from './site.ts'
import { Spend } from './spend.ts'
import { refuseOversize } from './template-limits.ts'

/**
 * The whole place as CloudFormation templates in `outdir`, without network, Docker or account.
 *
 * @throws {Refusal} of what CloudFormation or a service would not take.
 */
export function synthesize(environment: Environment, topology: Topology, outdir: string): CloudAssembly {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, context: synthesisContext })
  bringUp(app, environment, topology)
  const assembly = app.synth()
  refuseOversize(assembly)
  return assembly
}

/** What CDK is told about how it shall behave. */
export const synthesisContext = {
  // CloudFormation's own schemas are asked, and what they refuse is refused here.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
}

const zonesAreNamed = 'A look-up of zones would need the network and an account; us-east-1 has these three.'

/** Every stack, for whoever synthesizes it with checks of their own. */
export function bringUp(app: App, environment: Environment, topology: Topology): void {
  const { place, name } = environment
  const env = { account: place.account, region: place.region }
  const idOf = (part: string): string => `porchlight-${name}-${part}`
  const common = { env, environment, analyticsReporting: false }
  const apiOrigin = publicApiOrigin(topology, `https://${place.domain}`)
  const network = new Network(app, idOf('network'), { ...common, topology })
  const zone = PublicHostedZone.fromPublicHostedZoneAttributes(network, 'Zone', {
    hostedZoneId: place.hostedZoneId,
    zoneName: place.domain,
  })
  const data = new Data(app, idOf('data'), { ...common, zone, network })
  const messaging = new Messaging(app, idOf('messaging'), { ...common, tables: data.tables, apiOrigin })
  const mediaOrigin = `https://${mediaHost(place.domain)}`
  const images = new Images(app, idOf('images'), { ...common, data, apiOrigin, mediaOrigin })
  const site = new Site(app, idOf('site'), { ...common, topology, zone, network, data, messaging })
  new Mail(app, idOf('mail'), { env, zone, domain: place.domain })
  new Alarms(app, idOf('alarms'), { ...common, data, images, messaging, site })
  new Spend(app, idOf('spend'), common)
  Validations.of(app).acknowledge({ id: 'CloudFormation-Validate::W3010', reason: zonesAreNamed })
  Tags.of(app).add('porchlight:environment', name)
  Tags.of(app).add('porchlight:topology', topology)
  Tags.of(app).add('porchlight:release', place.release)
}
