import type { Service as ServiceDescription } from '@porchlight/system/services'
import { Duration } from 'aws-cdk-lib'
import {
  PredefinedMetric,
  ScalableTarget,
  ServiceNamespace,
  TargetTrackingScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling'
import { type ISecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2'
import type { Repository } from 'aws-cdk-lib/aws-ecr'
import {
  ContainerImage,
  Ec2Service,
  Ec2TaskDefinition,
  LinuxParameters,
  LogDrivers,
  NetworkMode,
  PlacementStrategy,
  type Secret,
} from 'aws-cdk-lib/aws-ecs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Cluster } from './cluster.ts'
import type { Environment, Tasks } from './environments/environment.ts'
import type { Balanced } from './load-balancers.ts'
import { retention } from './log-retention.ts'

export interface ServiceProps {
  readonly environment: Environment
  readonly description: ServiceDescription
  readonly tasks: Tasks
  readonly cluster: Cluster
  readonly group: ISecurityGroup
  readonly repository: Repository
  readonly balanced: readonly Balanced[]
  readonly variables: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, Secret>>
}

/** A service of `system/` on ECS: tasks with an address of their own, over all zones, that fall back when they fail. */
export class Service extends Construct {
  readonly service: Ec2Service
  readonly taskDefinition: Ec2TaskDefinition

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id)
    this.taskDefinition = this.defineTask(props)
    const { cluster, group, tasks } = props
    this.service = new Ec2Service(this, 'Service', {
      cluster: cluster.cluster,
      taskDefinition: this.taskDefinition,
      desiredCount: tasks.min,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      securityGroups: [group],
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      assignPublicIp: false,
      capacityProviderStrategies: [
        { capacityProvider: cluster.capacityProvider.capacityProviderName, weight: 1, base: 0 },
      ],
      placementStrategies: [
        PlacementStrategy.spreadAcross('attribute:ecs.availability-zone'),
        PlacementStrategy.spreadAcrossInstances(),
      ],
      healthCheckGracePeriod: Duration.seconds(60),
      enableECSManagedTags: true,
    })
    this.balance(props)
    this.scale(props)
  }

  private defineTask(props: ServiceProps): Ec2TaskDefinition {
    const { description, tasks, environment, repository } = props
    const taskDefinition = new Ec2TaskDefinition(this, 'Task', { networkMode: NetworkMode.AWS_VPC })
    const logGroup = new LogGroup(this, 'Logs', { retention: retention(environment.logDays) })
    taskDefinition.addContainer(description.name, {
      image: ContainerImage.fromEcrRepository(repository, environment.place.release),
      cpu: tasks.cpuUnits,
      memoryLimitMiB: tasks.memoryMiB,
      readonlyRootFilesystem: true,
      privileged: false,
      user: '1000',
      // Node takes no care of what its children leave, nor of signals it does not know, as the first process.
      linuxParameters: new LinuxParameters(this, 'Linux', { initProcessEnabled: true }),
      stopTimeout: Duration.millis(drainNoticeMs + description.stopTimeoutMs + 30_000),
      portMappings: [{ containerPort: description.port }],
      logging: LogDrivers.awsLogs({ streamPrefix: description.name, logGroup }),
      environment: {
        NODE_ENV: 'production',
        PORCHLIGHT_LISTEN: `tcp:0.0.0.0:${description.port}`,
        PORCHLIGHT_DRAIN_NOTICE_MS: `${drainNoticeMs}`,
        ...props.variables,
      },
      secrets: { ...props.secrets },
    })
    return taskDefinition
  }

  private balance({ balanced, description }: ServiceProps): void {
    for (const { targetGroups, rules } of balanced) {
      const target = targetGroups.get(description.name)
      if (target === undefined) continue
      target.addTarget(this.service)
      this.service.node.addDependency(...rules)
    }
  }

  private scale({ balanced, description, tasks, cluster }: ServiceProps): void {
    const target = new ScalableTarget(this, 'Scaling', {
      serviceNamespace: ServiceNamespace.ECS,
      resourceId: `service/${cluster.cluster.clusterName}/${this.service.serviceName}`,
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: tasks.min,
      maxCapacity: tasks.max,
    })
    new TargetTrackingScalingPolicy(this, 'ByCpu', {
      scalingTarget: target,
      predefinedMetric: PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION,
      targetValue: 60,
      scaleInCooldown: Duration.minutes(5),
      scaleOutCooldown: Duration.minutes(1),
    })
    for (const { description: balancer, loadBalancer, targetGroups } of balanced) {
      const group = targetGroups.get(description.name)
      if (group === undefined) continue
      new TargetTrackingScalingPolicy(this, `ByRequests-${balancer.name}`, {
        scalingTarget: target,
        predefinedMetric: PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET,
        resourceLabel: `${loadBalancer.loadBalancerFullName}/${group.targetGroupFullName}`,
        targetValue: tasks.requestsPerMinute,
        scaleInCooldown: Duration.minutes(5),
        scaleOutCooldown: Duration.minutes(1),
      })
    }
  }
}

/** Load balancers need a moment to hear that a task leaves. */
const drainNoticeMs = 10_000
