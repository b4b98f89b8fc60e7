import { Duration } from 'aws-cdk-lib'
import { AutoScalingGroup, BlockDeviceVolume, TerminationPolicy, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling'
import { InstanceType, type ISecurityGroup, type IVpc, LaunchTemplate, SubnetType, UserData } from 'aws-cdk-lib/aws-ec2'
import {
  AmiHardwareType,
  AsgCapacityProvider,
  ContainerInsights,
  Cluster as EcsCluster,
  EcsOptimizedImage,
} from 'aws-cdk-lib/aws-ecs'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'

/** ECS on Graviton nodes: as many as tasks need, drained before they go, in every zone. */
export class Cluster extends Construct {
  readonly cluster: EcsCluster
  readonly capacityProvider: AsgCapacityProvider
  readonly nodes: AutoScalingGroup

  constructor(scope: Construct, id: string, props: { environment: Environment; vpc: IVpc; group: ISecurityGroup }) {
    super(scope, id)
    this.cluster = new EcsCluster(this, 'Cluster', {
      vpc: props.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    })
    this.nodes = this.makeNodes(props)
    this.capacityProvider = new AsgCapacityProvider(this, 'Capacity', {
      autoScalingGroup: this.nodes,
      enableManagedScaling: true,
      enableManagedDraining: true,
      // Else CloudFormation could not shrink or remove the group.
      enableManagedTerminationProtection: false,
      targetCapacityPercent: 100,
    })
    this.cluster.addAsgCapacityProvider(this.capacityProvider)
    this.cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: this.capacityProvider.capacityProviderName }])
  }

  private makeNodes(props: { environment: Environment; vpc: IVpc; group: ISecurityGroup }): AutoScalingGroup {
    const { instanceType, min, max } = props.environment.nodes
    const role = new Role(this, 'NodeRole', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [
        // A shell by Session Manager, with no port open and no key to lose.
        ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore'),
      ],
    })
    const launchTemplate = new LaunchTemplate(this, 'Node', {
      instanceType: new InstanceType(instanceType),
      machineImage: EcsOptimizedImage.amazonLinux2023(AmiHardwareType.ARM),
      securityGroup: props.group,
      role,
      userData: UserData.forLinux(),
      requireImdsv2: true,
      // One hop: tasks, which are a second one away, do not reach the node's credentials.
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      associatePublicIpAddress: false,
      blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(30, { encrypted: true }) }],
    })
    return new AutoScalingGroup(this, 'Nodes', {
      vpc: props.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      launchTemplate,
      minCapacity: min,
      maxCapacity: max,
      maxInstanceLifetime: Duration.days(30),
      newInstancesProtectedFromScaleIn: false,
      terminationPolicies: [TerminationPolicy.OLDEST_LAUNCH_TEMPLATE, TerminationPolicy.DEFAULT],
      updatePolicy: UpdatePolicy.rollingUpdate({ maxBatchSize: 1, minInstancesInService: min }),
    })
  }
}
