import { Duration, Stack, type StackProps } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TextWidget,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Operation } from 'aws-cdk-lib/aws-dynamodb'
import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache'
import { type ApplicationTargetGroup, HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { Alias } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Data } from './data.ts'
import type { Environment } from './environments/environment.ts'
import type { Images } from './images.ts'
import type { Balanced } from './load-balancers.ts'
import type { Messaging } from './messaging.ts'
import type { Site } from './site.ts'

interface AlarmsProps extends StackProps {
  readonly environment: Environment
  readonly data: Data
  readonly images: Images
  readonly messaging: Messaging
  readonly site: Site
}

interface Watch {
  readonly name: string
  /** What it means and what to do. */
  readonly advice: string
  readonly metric: IMetric
  readonly threshold: number
  readonly periods?: number
  /** Default: at least. */
  readonly below?: true
}

/** What somebody is told by mail, each with what to do; and one page that draws all of it. */
export class Alarms extends Stack {
  readonly topic: Topic

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id, props)
    this.topic = new Topic(this, 'Topic', {
      enforceSSL: true,
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
    })
    this.topic.addSubscription(new EmailSubscription(props.environment.place.alertsEmail))
    const watches = [
      ...balancerWatches(props),
      ...dataWatches(props),
      ...imageWatches(props),
      ...messagingWatches(props),
      ...certificateWatches(props),
    ]
    for (const watch of watches) this.alarm(watch)
    this.draw(watches)
  }

  private alarm({ name, advice, metric, threshold, periods = 3, below }: Watch): void {
    const alarm = new Alarm(this, name, {
      alarmDescription: advice,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.topic))
    alarm.addOkAction(new SnsAction(this.topic))
  }

  private draw(watches: readonly Watch[]): void {
    const dashboard = new Dashboard(this, 'Dashboard')
    const title = new TextWidget({ markdown: '# What is watched', width: 24, height: 1 })
    dashboard.addWidgets(title)
    dashboard.addWidgets(
      ...watches.map(({ name, metric, threshold }) => {
        const leftAnnotations = [{ value: threshold, label: 'alarm' }]
        return new GraphWidget({ title: name, left: [metric], leftAnnotations, width: 8, height: 5 })
      }),
    )
  }
}

function balancerWatches({ site }: AlarmsProps): Watch[] {
  return site.loadBalancers.all.flatMap((balanced) => [
    {
      name: `${balanced.description.name}-5xx`,
      advice: 'The load balancer answers with errors of its own: look whether targets are healthy.',
      metric: balanced.loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period: Duration.minutes(1) }),
      threshold: 10,
    },
    ...[...balanced.targetGroups].flatMap(([service, group]) => targetWatches(service, balanced, group)),
  ])
}

function targetWatches(service: string, balanced: Balanced, group: ApplicationTargetGroup): Watch[] {
  const { description, loadBalancer } = balanced
  const name = `${description.name}-${service}`
  const metric = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApplicationELB',
      metricName,
      statistic,
      period: Duration.minutes(1),
      dimensionsMap: { LoadBalancer: loadBalancer.loadBalancerFullName, TargetGroup: group.targetGroupFullName },
    })
  return [
    {
      name: `${name}-5xx`,
      advice: `${service} answers with errors: read its log.`,
      metric: metric('HTTPCode_Target_5XX_Count', 'Sum'),
      threshold: 10,
    },
    {
      name: `${name}-latency`,
      advice: `One in a hundred requests to ${service} takes a second or more: look at the database and the CPU.`,
      metric: metric('TargetResponseTime', 'p99'),
      threshold: 1,
      periods: 5,
    },
    {
      name: `${name}-unhealthy`,
      advice: `A task of ${service} does not answer its health check: ECS replaces it; if it lasts, read its log.`,
      metric: metric('UnHealthyHostCount', 'Maximum'),
      threshold: 1,
      periods: 5,
    },
  ]
}

const gigabyte = 1_000_000_000

function dataWatches({ data, environment }: AlarmsProps): Watch[] {
  const { instance } = data.relational
  const watches: Watch[] = [
    {
      name: 'database-cpu',
      advice: 'The database is busy: find the slow statement in its log, or take a larger instance.',
      metric: instance.metricCPUUtilization(),
      threshold: 80,
    },
    {
      name: 'database-storage',
      advice: 'The storage is nearly full, although it grows by itself: raise maxStorageGiB.',
      metric: instance.metricFreeStorageSpace({ statistic: 'Minimum' }),
      threshold: 2 * gigabyte,
      below: true,
    },
    {
      name: 'cache-throttled',
      advice: 'The cache refuses commands beyond its limit: raise maxRequestUnitsPerSecond.',
      metric: cacheMetric(data.cache.resource, 'ThrottledCmds'),
      threshold: 1,
    },
    ...[...data.tables.byName].map(([name, table]) => ({
      name: `table-${name}-throttled`,
      advice: 'DynamoDB throttles writes: one conversation is written to faster than a partition takes.',
      metric: table.metricThrottledRequestsForOperations({ operations: throttledOperations }),
      threshold: 10,
    })),
  ]
  if (!environment.database.instanceType.startsWith('t')) return watches
  const credits = instance.metric('CPUCreditBalance', { statistic: 'Minimum' })
  const advice = 'The database has used up its CPU credits and will be slow: take a larger instance.'
  return [...watches, { name: 'database-credits', advice, metric: credits, threshold: 20, below: true }]
}

const throttledOperations = [Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.TRANSACT_WRITE_ITEMS]

function cacheMetric(cache: CfnServerlessCache, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensionsMap: { clusterId: cache.serverlessCacheName },
    statistic: 'Sum',
  })
}

function imageWatches({ images }: AlarmsProps): Watch[] {
  return [
    ...images.deadLetterQueues.map((queue) => ({
      name: `${queue.node.id}-depth`,
      advice: 'A picture or its notification was given up: look into the dead-letter queue, mend, and redrive.',
      metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      threshold: 1,
      periods: 1,
    })),
    ...images.queues.map((queue) => ({
      name: `${queue.node.id}-age`,
      advice: 'Notifications wait for ten minutes: api refuses them or does not answer.',
      metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      threshold: 600,
    })),
    ...[...images.functions].flatMap(([name, handler]): Watch[] => [
      {
        name: `${name}-errors`,
        advice: `${name} fails: read its log.`,
        metric: handler.metricErrors(),
        threshold: 5,
      },
      {
        name: `${name}-throttles`,
        advice: `More pictures come than ${name} may handle at once: they wait; raise reservedConcurrency.`,
        metric: handler.metricThrottles(),
        threshold: 10,
      },
    ]),
  ]
}

function messagingWatches({ messaging }: AlarmsProps): Watch[] {
  const metric = new Metric({
    namespace: 'AWS/AppSync',
    metricName: '5XXError',
    dimensionsMap: { GraphQLAPIId: messaging.graphql.apiId },
    statistic: 'Sum',
    period: Duration.minutes(1),
  })
  return [{ name: 'messaging-5xx', advice: 'AppSync answers with errors: read its log.', metric, threshold: 10 }]
}

function certificateWatches({ site, data }: AlarmsProps): Watch[] {
  const certificates = { site: site.certificate, media: data.media.certificate }
  return Object.entries(certificates).map(([name, certificate]) => ({
    name: `certificate-${name}`,
    advice: 'The certificate ends in 30 days and was not renewed: is its validation record still in the zone?',
    metric: certificate.metricDaysToExpiry(),
    threshold: 30,
    periods: 1,
    below: true,
  }))
}
