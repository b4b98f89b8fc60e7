import { add, type Defect, one, plant, remove } from '../defect.ts'

const policy = 'AWS::IAM::Policy'
const role = 'AWS::IAM::Role'

export const privilegeDefects: readonly Defect[] = [
  defect('the image function reads every object', (copy) => {
    plant(one(copy, policy, 'ProcessImage'), 'PolicyDocument.Statement.1.Resource', '*')
  }),
  defect('the image function may write to uploads, and so invoke itself', (copy) => {
    plant(one(copy, policy, 'ProcessImage'), 'PolicyDocument.Statement.1.Action', ['s3:GetObject', 's3:PutObject'])
  }),
  defect('an action is misspelt', (copy) => {
    plant(one(copy, policy, 'ProcessImage'), 'PolicyDocument.Statement.1.Action', 's3:GetObjects')
  }),
  defect('the resolvers may scan the table', (copy) => {
    plant(one(copy, policy, 'messagesRole'), 'PolicyDocument.Statement.0.Action.0', 'dynamodb:Scan')
  }),
  defect('a task may do everything', (copy) => {
    plant(one(copy, policy, 'ApiTaskTaskRole'), 'PolicyDocument.Statement.0.Action', '*')
  }),
  defect('a task may do everything but one thing', (copy) => {
    const statement = one(copy, policy, 'ApiTaskTaskRole')
    plant(statement, 'PolicyDocument.Statement.0.Action', undefined)
    plant(statement, 'PolicyDocument.Statement.0.NotAction', 'iam:*')
  }),
  defect('a task may act on everything but one bucket', (copy) => {
    const statement = one(copy, policy, 'ApiTaskTaskRole')
    plant(statement, 'PolicyDocument.Statement.0.Resource', undefined)
    plant(statement, 'PolicyDocument.Statement.0.NotResource', 'arn:aws:s3:::other')
  }),
  defect('what a task needs is denied it', (copy) => {
    plant(one(copy, policy, 'ApiTaskTaskRole'), 'PolicyDocument.Statement.0.Effect', 'Deny')
  }),
  defect('web is an administrator by a policy of AWS', (copy) => {
    plant(one(copy, role, 'WebTaskTaskRole'), 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess'])
  }),
  defect('web may read secrets by a policy in its role', (copy) => {
    plant(one(copy, role, 'WebTaskTaskRole'), 'Policies', [
      {
        PolicyName: 'more',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }] },
      },
    ])
  }),
  defect('web may read secrets by one more policy', (copy) => {
    add(copy, 'site', {
      type: policy,
      properties: {
        PolicyName: 'more',
        Roles: [{ Ref: one(copy, role, 'WebTaskTaskRole').logicalId }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }] },
      },
    })
  }),
  defect('every account may take the role of api', (copy) => {
    plant(one(copy, role, 'ApiTaskTaskRole'), 'AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '*' })
  }),
  defect('nodes can be taken by another service too', (copy) => {
    plant(one(copy, role, 'ClusterNodeRole'), 'AssumeRolePolicyDocument.Statement.0.Principal.Service', [
      'ec2.amazonaws.com',
      'lambda.amazonaws.com',
    ])
  }),
  defect('nodes may poll for any cluster', (copy) => {
    plant(one(copy, policy, 'ClusterNodeRole'), 'PolicyDocument.Statement.1.Condition', undefined)
  }),
  defect('api has lost its grants', (copy) => remove(copy, one(copy, policy, 'ApiTaskTaskRole'))),
  defect('there is a role that nobody thought about', (copy) => {
    add(copy, 'site', { type: role, properties: { AssumeRolePolicyDocument: { Statement: [] } } })
  }),
]

function defect(title: string, change: Defect['change']): Defect {
  return { title, proof: 'least privilege', change }
}
