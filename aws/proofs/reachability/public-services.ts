import { type Assembly, type Located, resources } from '../assembly.ts'
import { at, fields, list, text } from '../reading.ts'

/** What the internet reaches that is in no VPC: by what AWS makes of its properties, or by a policy that lets everyone in. */
export function publicServices(assembly: Assembly): readonly string[] {
  return resources(assembly).flatMap((located) => {
    const name = readers[located.type]?.(located)
    return name === undefined ? [] : [name]
  })
}

const readers: Readonly<Record<string, (located: Located) => string | undefined>> = {
  'AWS::CloudFront::Distribution': ({ resource: { Properties } }) =>
    at(Properties, 'DistributionConfig', 'Enabled') === false ? undefined : 'CloudFront',
  'AWS::AppSync::GraphQLApi': ({ resource: { Properties } }) => {
    if (Properties.Visibility === 'PRIVATE') return undefined
    const others = list(Properties.AdditionalAuthenticationProviders).map((each) => text(each, 'AuthenticationType'))
    const ways = [text(Properties, 'AuthenticationType'), ...others].filter((way) => way !== 'OPENID_CONNECT')
    return ways.length === 0 ? 'AppSync' : `AppSync, by ${ways.join(' and ')}`
  },
  'AWS::S3::Bucket': ({ logicalId, resource: { Properties } }) => {
    const block = fields(Properties.PublicAccessBlockConfiguration)
    const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']
    return blocks.every((each) => block[each] === true)
      ? undefined
      : `bucket ${logicalId}, its public access not blocked`
  },
  'AWS::S3::BucketPolicy': openPolicy,
  'AWS::SQS::QueuePolicy': openPolicy,
  'AWS::SNS::TopicPolicy': openPolicy,
  'AWS::Lambda::Permission': ({ logicalId, resource: { Properties } }) => {
    const { Principal, SourceArn, SourceAccount, FunctionUrlAuthType } = Properties
    const isBound = SourceArn !== undefined || SourceAccount !== undefined
    const isOpen = FunctionUrlAuthType === 'NONE' || Principal === '*' || (isService(Principal) && !isBound)
    return isOpen ? `function, by ${logicalId}` : undefined
  },
}

/** A service of AWS acts for whoever told it to, in any account, unless a condition says for whom. */
function openPolicy({ logicalId, resource: { Properties } }: Located): string | undefined {
  const statements = list(at(Properties, 'PolicyDocument', 'Statement'))
  return statements.some(isOpen) ? `what ${logicalId} is about` : undefined
}

function isOpen(statement: unknown): boolean {
  const { Effect, Principal, NotPrincipal, Condition } = fields(statement)
  if (Effect !== 'Allow') return false
  if (NotPrincipal !== undefined) return true
  const { AWS, Service } = fields(Principal)
  const isEveryone = Principal === '*' || [AWS].flat().includes('*')
  return (isEveryone || (Service !== undefined && !isOwn(Service))) && !isBound(Condition)
}

/** It delivers logs of load balancers, to paths that end in the account's number. */
function isOwn(service: unknown): boolean {
  return service === 'delivery.logs.amazonaws.com'
}

const binding = /"aws:(SourceArn|SourceAccount|SourceOwner|PrincipalAccount|PrincipalOrgID)"/i

function isBound(condition: unknown): boolean {
  return binding.test(JSON.stringify(condition ?? {}).replaceAll('AWS:', 'aws:'))
}

function isService(principal: unknown): boolean {
  return typeof principal === 'string' && principal.endsWith('.amazonaws.com')
}
