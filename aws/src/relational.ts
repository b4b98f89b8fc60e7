import { relational } from '@porchlight/system/data'
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { InstanceType, type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2'
import {
  CaCertificate,
  DatabaseInstance,
  DatabaseInstanceEngine,
  ParameterGroup,
  PostgresEngineVersion,
  StorageType,
} from 'aws-cdk-lib/aws-rds'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'
import { retention } from './log-retention.ts'

/** PostgreSQL on RDS: two zones, point-in-time recovery, TLS only, a password that AWS keeps and rotates. */
export class Relational extends Construct {
  readonly instance: DatabaseInstance
  /** `username` and `password`. */
  readonly secret: ISecret

  constructor(scope: Construct, id: string, props: { environment: Environment; vpc: IVpc; group: ISecurityGroup }) {
    super(scope, id)
    const { database, logDays } = props.environment
    const engine = DatabaseInstanceEngine.postgres({
      version: PostgresEngineVersion.of(`${relational.majorVersion}`, `${relational.majorVersion}`),
    })
    this.instance = new DatabaseInstance(this, 'Instance', {
      engine,
      instanceType: new InstanceType(database.instanceType),
      vpc: props.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [props.group],
      multiAz: true,
      publiclyAccessible: false,
      databaseName: relational.name,
      credentials: { username: 'porchlight' },
      manageMasterUserPassword: true,
      caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
      allocatedStorage: database.storageGiB,
      maxAllocatedStorage: database.maxStorageGiB,
      storageType: StorageType.GP3,
      storageEncrypted: true,
      backupRetention: Duration.days(database.backupDays),
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      removalPolicy: RemovalPolicy.RETAIN,
      iamAuthentication: true,
      monitoringInterval: Duration.seconds(60),
      enablePerformanceInsights: true,
      cloudwatchLogsExports: ['postgresql'],
      cloudwatchLogsRetention: retention(logDays),
      autoMinorVersionUpgrade: true,
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
      }),
    })
    const { secret } = this.instance
    if (secret === undefined) throw new Error('RDS keeps the password, so there is a secret')
    this.secret = secret
  }
}
