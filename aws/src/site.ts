import { relational } from '@porchlight/system/data'
import { publicApiOrigin, publicHosts } from '@porchlight/system/hosts'
import { api, web } from '@porchlight/system/services'
import { accessToken } from '@porchlight/system/token'
import type { LoadBalancer, Topology } from '@porchlight/system/topology'
import { Stack, type StackProps } from 'aws-cdk-lib'
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager'
import { Secret } from 'aws-cdk-lib/aws-ecs'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53'
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets'
import type { Construct } from 'constructs'
import { Cluster } from './cluster.ts'
import type { Data } from './data.ts'
import type { Environment } from './environments/environment.ts'
import { Firewall } from './firewall.ts'
import { LoadBalancers } from './load-balancers.ts'
import { mediaHost } from './media.ts'
import type { Messaging } from './messaging.ts'
import type { Network } from './network.ts'
import { Service } from './service.ts'

export interface SiteProps extends StackProps {
  readonly environment: Environment
  readonly topology: Topology
  readonly zone: IHostedZone
  readonly network: Network
  readonly data: Data
  readonly messaging: Messaging
}

/** What a request meets: names, firewall, load balancers, and the services `web` and `api`. */
export class Site extends Stack {
  readonly loadBalancers: LoadBalancers
  readonly firewalls: readonly Firewall[]
  readonly certificate: Certificate
  readonly cluster: Cluster
  readonly web: Service
  readonly api: Service

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id, props)
    const { environment, topology, zone, network, data } = props
    const { domain } = environment.place
    const origin = `https://${domain}`
    this.certificate = new Certificate(this, 'Certificate', {
      domainName: domain,
      subjectAlternativeNames: [publicHosts(domain).api, internalHost(domain)],
      validation: CertificateValidation.fromDns(zone),
    })
    this.loadBalancers = new LoadBalancers(this, 'LoadBalancers', {
      topology,
      vpc: network.vpc,
      groups: network.groups,
      certificate: this.certificate,
      logs: data.objects.logs,
      issuer: { issuer: `${origin}${accessToken.issuerPath}`, jwksEndpoint: `${origin}${accessToken.jwksPath}` },
    })
    this.nameLoadBalancers(zone, domain)
    this.firewalls = this.protect(props)
    this.cluster = new Cluster(this, 'Cluster', { environment, vpc: network.vpc, group: network.groups.node })
    this.web = this.makeWeb(props)
    this.api = this.makeApi(props)
  }

  private nameLoadBalancers(zone: IHostedZone, domain: string): void {
    const names: Record<LoadBalancer['host'], string> = { ...publicHosts(domain), private: internalHost(domain) }
    for (const { description, loadBalancer } of this.loadBalancers.all) {
      new ARecord(this, `${description.name}-name`, {
        zone,
        recordName: names[description.host],
        target: RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
      })
    }
  }

  /** Each public way in has a web ACL of its own, so that what one is sent does not count against another. */
  private protect({ environment, messaging }: SiteProps): Firewall[] {
    const isPublic = this.loadBalancers.all.filter(({ description }) => description.scheme === 'internet-facing')
    const firewalls = isPublic.map(({ description, loadBalancer }) => {
      const firewall = new Firewall(this, `Firewall-${description.name}`, environment)
      firewall.protect('Association', loadBalancer.loadBalancerArn)
      return firewall
    })
    const forMessages = new Firewall(this, 'Firewall-messaging', environment)
    forMessages.protect('Association', messaging.graphql.arn)
    return [...firewalls, forMessages]
  }

  private makeWeb(props: SiteProps): Service {
    const { environment, topology, network, data, messaging } = props
    const { domain } = environment.place
    return new Service(this, 'Web', {
      environment,
      description: web,
      tasks: environment.web,
      cluster: this.cluster,
      group: network.groups.web,
      repository: data.registry.web,
      balanced: this.loadBalancers.all,
      variables: {
        PORCHLIGHT_ORIGIN: `https://${domain}`,
        PORCHLIGHT_TOPOLOGY: topology,
        PORCHLIGHT_API_URL: `https://${internalHost(domain)}`,
        PORCHLIGHT_PUBLIC_API_ORIGIN: publicApiOrigin(topology, `https://${domain}`),
        PORCHLIGHT_GRAPHQL_URL: messaging.graphql.graphqlUrl,
        PORCHLIGHT_MEDIA_ORIGIN: `https://${mediaHost(domain)}`,
        PORCHLIGHT_UPLOAD_ORIGIN: `https://${data.objects.pictures.bucketRegionalDomainName}`,
      },
      secrets: {},
    })
  }

  private makeApi(props: SiteProps): Service {
    const { environment, topology, network, data, messaging } = props
    const { domain, region } = environment.place
    const { instance, secret } = data.relational
    const service = new Service(this, 'Api', {
      environment,
      description: api,
      tasks: environment.api,
      cluster: this.cluster,
      group: network.groups.api,
      repository: data.registry.api,
      balanced: this.loadBalancers.all,
      variables: {
        AWS_REGION: region,
        PORCHLIGHT_ORIGIN: `https://${domain}`,
        PORCHLIGHT_PUBLIC_API_ORIGIN: publicApiOrigin(topology, `https://${domain}`),
        // The driver takes user and password from its own variables, which are secrets.
        DATABASE_URL: `postgresql://${instance.dbInstanceEndpointAddress}:${instance.dbInstanceEndpointPort}/${relational.name}?sslmode=verify-full`,
        VALKEY_URL: data.cache.url,
        PORCHLIGHT_OBJECT_STORE: `s3:${data.objects.pictures.bucketName}`,
        PORCHLIGHT_MEDIA_ORIGIN: `https://${mediaHost(domain)}`,
        PORCHLIGHT_GRAPHQL_URL: messaging.graphql.graphqlUrl,
        PORCHLIGHT_MAIL_FROM: `no-reply@${domain}`,
      },
      secrets: {
        PGUSER: Secret.fromSecretsManager(secret, 'username'),
        PGPASSWORD: Secret.fromSecretsManager(secret, 'password'),
        PORCHLIGHT_AUTH_SECRET: Secret.fromSecretsManager(data.authSecret),
        PORCHLIGHT_HOOK_SECRETS: Secret.fromSecretsManager(data.hookSecret),
        PORCHLIGHT_SMTP_URL: Secret.fromSecretsManager(data.mailSecret),
      },
    })
    this.grantPictures(service, data)
    return service
  }

  /** It signs addresses for uploads and private renders, asks what an upload became, and deletes what nobody keeps. */
  private grantPictures({ taskDefinition }: Service, { objects: { pictures } }: Data): void {
    const uploads = pictures.arnForObjects('uploads/*')
    const renders = pictures.arnForObjects('renders/*')
    const grants = [
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [uploads] }),
      new PolicyStatement({ actions: ['s3:GetObject', 's3:DeleteObject'], resources: [uploads, renders] }),
    ]
    for (const grant of grants) taskDefinition.taskRole.addToPrincipalPolicy(grant)
  }
}

/** In the public zone, so that the certificate is everybody's; its addresses are private ones. */
function internalHost(domain: string): string {
  return `internal.${domain}`
}
