import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { graphqlApi } from '@porchlight/system/graphql-api'
import { spendLimits } from '@porchlight/system/spend'
import { loadBalancersOnAws } from '@porchlight/system/topology'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { readEnvironment } from './environments/read-environment.ts'
import { samplePlace } from './sample-place.ts'
import { synthesize } from './synth.ts'

const outdir = mkdtempSync(join(tmpdir(), 'porchlight-synth-'))
after(() => rmSync(outdir, { recursive: true }))

const assembly = synthesize(readEnvironment('small', samplePlace), 'split', outdir)

function template(part: string): Template {
  return Template.fromJSON(assembly.getStackByName(`porchlight-small-${part}`).template)
}

/** The properties of every resource of a type. */
function allOf(part: string, type: string): Record<string, unknown>[] {
  return Object.values(template(part).findResources(type)).map(({ Properties }) => Properties)
}

test('every way in that a topology has is there, with every rule of system/', () => {
  const described = loadBalancersOnAws('split')
  assert.equal(allOf('site', 'AWS::ElasticLoadBalancingV2::LoadBalancer').length, described.length)
  const priorities = allOf('site', 'AWS::ElasticLoadBalancingV2::ListenerRule').map(({ Priority }) => Number(Priority))
  const expected = described.flatMap(({ rules }) => rules.map(({ priority }) => priority))
  assert.deepEqual(priorities.sort(byNumber), expected.sort(byNumber))
})

test('a rule that demands a token checks it before it forwards', () => {
  template('site').hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Priority: 20,
    Actions: [
      Match.objectLike({
        Type: 'jwt-validation',
        Order: 1,
        JwtValidationConfig: Match.objectLike({
          Issuer: 'https://community.example.org/api/auth',
          AdditionalClaims: [{ Name: 'aud', Format: 'single-string', Values: ['porchlight'] }],
        }),
      }),
      Match.objectLike({ Type: 'forward', Order: 2 }),
    ],
  })
})

test('both public load balancers and AppSync have a web ACL with the rules of system/', () => {
  const acls = allOf('site', 'AWS::WAFv2::WebACL')
  assert.equal(acls.length, 3)
  const names = firewall.webAcl.Rules.map(({ Name }) => Name)
  for (const { Rules } of acls) {
    assert.ok(Array.isArray(Rules))
    assert.deepEqual(
      Rules.map(({ Name }) => Name),
      names,
    )
  }
  template('site').resourceCountIs('AWS::WAFv2::WebACLAssociation', 3)
})

test('the rules of a web ACL name its own sets', () => {
  assert.doesNotMatch(JSON.stringify(allOf('site', 'AWS::WAFv2::WebACL')), /arn:aws:wafv2:::/)
})

test('the database stands in two zones, takes TLS only, is kept and can be brought back', () => {
  template('data').hasResourceProperties('AWS::RDS::DBInstance', {
    MultiAZ: true,
    PubliclyAccessible: false,
    StorageEncrypted: true,
    DeletionProtection: true,
    BackupRetentionPeriod: 7,
    ManageMasterUserPassword: true,
    MaxAllocatedStorage: 100,
  })
  template('data').hasResourceProperties('AWS::RDS::DBParameterGroup', {
    Parameters: Match.objectLike({ 'rds.force_ssl': '1' }),
  })
})

test('tables, buckets, database and secrets outlive their stack', () => {
  const stateful = ['AWS::RDS::DBInstance', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::ECR::Repository']
  for (const type of stateful)
    template('data').allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
})

test('the table has its index, its time to live and its point-in-time recovery', () => {
  template('data').hasResourceProperties('AWS::DynamoDB::Table', {
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'by-member' })],
  })
})

test('every field that system/ lists is resolved, within the length that AppSync takes', () => {
  const resolvers = allOf('messaging', 'AWS::AppSync::Resolver')
  const fields = resolvers.map(({ TypeName, FieldName }) => `${TypeName}.${FieldName}`)
  assert.deepEqual(fields.sort(), Object.keys(graphqlApi.resolvers).sort())
  const functions = allOf('messaging', 'AWS::AppSync::FunctionConfiguration')
  assert.equal(functions.length, Object.keys(graphqlApi.functions).length)
  for (const { Code } of [...resolvers, ...functions]) assert.ok(String(Code).length <= 32_768)
})

test('what members say to one another stays out of the logs of AppSync', () => {
  template('messaging').hasResourceProperties('AWS::AppSync::GraphQLApi', {
    AuthenticationType: 'OPENID_CONNECT',
    LogConfig: Match.objectLike({ ExcludeVerboseContent: true, FieldLogLevel: 'ERROR' }),
  })
})

test('process-image reads uploads, writes renders, and runs on arm64 with a dead-letter queue', () => {
  template('images').hasResourceProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    ReservedConcurrentExecutions: 10,
    Timeout: 60,
  })
  template('images').hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 2 })
  const policies = JSON.stringify(allOf('images', 'AWS::IAM::Policy'))
  assert.match(policies, /s3:GetObject"[^\]]*"\/uploads\/\*/)
  assert.match(policies, /s3:PutObject"[^\]]*"\/renders\/\*/)
})

test('services fall back when a deploy fails, and their tasks have no public address', () => {
  const services = allOf('site', 'AWS::ECS::Service')
  assert.equal(services.length, 2)
  template('site').allResourcesProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike({ DeploymentCircuitBreaker: { Enable: true, Rollback: true } }),
    NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'DISABLED' }) },
  })
})

test('nodes answer for their credentials only in the second version, one hop away', () => {
  template('site').hasResourceProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: Match.objectLike({
      MetadataOptions: Match.objectLike({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }),
    }),
  })
})

test('the internet reaches port 443 of the load balancers and nothing else', () => {
  const rules = [...allOf('network', 'AWS::EC2::SecurityGroup'), ...allOf('network', 'AWS::EC2::SecurityGroupIngress')]
  const inline = rules.flatMap(({ SecurityGroupIngress }) =>
    Array.isArray(SecurityGroupIngress) ? SecurityGroupIngress : [],
  )
  const open = [...inline, ...rules].filter((rule) => rule.CidrIp === '0.0.0.0/0' && !('SecurityGroupIngress' in rule))
  assert.deepEqual(
    open.map(({ FromPort, ToPort }) => [FromPort, ToPort]),
    [[443, 443]],
  )
})

test('every alarm tells somebody', () => {
  const alarms = allOf('alarms', 'AWS::CloudWatch::Alarm')
  assert.ok(alarms.length > 15)
  for (const { AlarmActions } of alarms) assert.ok(Array.isArray(AlarmActions) && AlarmActions.length > 0)
})

test('a day and a month have a budget, which tell the topic that the alarms tell', () => {
  const { daily, deploy } = spendLimits.small
  for (const [TimeUnit, Amount] of Object.entries({ DAILY: daily, MONTHLY: deploy })) {
    template('spend').hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ TimeUnit, BudgetLimit: { Amount, Unit: 'USD' } }),
    })
  }
  const [topic = 'no topic'] = Object.keys(template('spend').findResources('AWS::SNS::Topic'))
  const tellers = ['AWS::Budgets::Budget', 'AWS::CloudWatch::Alarm'].map((type) => allOf('spend', type))
  const told = JSON.stringify(tellers).match(/"Ref":"\w+"/g) ?? []
  assert.deepEqual([...new Set(told)], [`"Ref":"${topic}"`])
})

test('every log of every stack ends', () => {
  const logs = assembly.stacks.flatMap(({ template: each }) =>
    Object.values(Template.fromJSON(each).findResources('AWS::Logs::LogGroup')),
  )
  assert.ok(logs.length > 5)
  assert.deepEqual(
    logs.filter(({ Properties }) => Properties?.RetentionInDays === undefined),
    [],
  )
})

function byNumber(a: number, b: number): number {
  return a - b
}
