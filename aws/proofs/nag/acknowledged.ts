export interface Acknowledgement {
  readonly rule: string
  /** Of constructs whose path, after the stack's name, begins so; every construct's does with an empty text. */
  readonly construct: string
  readonly reason: string
}

const inTable =
  'aws/proofs/privilege/privileges.ts says of every role what it may do, and why where it cannot be narrower'

/** What AWS's rules for solutions say of this place, and why it stays so. One that nothing is said of any more is a finding. */
export const acknowledged: readonly Acknowledgement[] = [
  { rule: 'AwsSolutions-IAM4', construct: '', reason: inTable },
  { rule: 'AwsSolutions-IAM5', construct: '', reason: inTable },
  {
    rule: 'AwsSolutions-EC23',
    construct: 'publicLoadBalancerGroup/',
    reason: 'Browsers reach it. That nothing else is reached is proven (aws/proofs/reachability).',
  },
  {
    rule: 'AwsSolutions-RDS11',
    construct: 'Relational/',
    reason: 'Only the tasks of api reach the port at all; another number would keep nobody out.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    construct: 'AuthSecret/',
    reason:
      'A new one ends every session, so it is changed by an operator who means that; signing keys made with it rotate.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    construct: 'HookSecret/',
    reason:
      'Both ends must have a new one before the old one goes: it holds several, and an operator puts the next first.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    construct: 'MailSecret/',
    reason: 'It is a password that SES gave the operator: nothing here can make another.',
  },
  {
    rule: 'AwsSolutions-ECS2',
    construct: '',
    reason:
      'Names and addresses, which are no secrets. What is one comes from Secrets Manager (aws/proofs/rules/fits.ts).',
  },
  {
    rule: 'AwsSolutions-SQS3',
    construct: 'DeadPictures/',
    reason: 'It is the dead-letter queue itself; Lambda sends to it as a destination, which the rule does not see.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    construct: 'Media/',
    reason: 'Members are wherever they are.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    construct: 'Media/',
    reason:
      'It serves GET and HEAD of files under unguessable names from a bucket: there is nothing behind it to attack.',
  },
  {
    rule: 'AwsSolutions-ASC3',
    construct: 'Api/',
    reason: 'Logs of requests would hold what members say to one another. Errors of fields are logged without it.',
  },
  {
    rule: 'AwsSolutions-AS3',
    construct: 'Cluster/Nodes/',
    reason:
      'Nodes come and go with load, and are replaced monthly: what operators are told of is in aws/src/alarms.ts.',
  },
]
