import { fileURLToPath } from 'node:url'
import { type DataSource, graphqlApi, graphqlLimits } from '@porchlight/system/graphql-api'
import { accessToken } from '@porchlight/system/token'
import { Stack, type StackProps } from 'aws-cdk-lib'
import {
  AppsyncFunction,
  AuthorizationType,
  type BaseDataSource,
  Code,
  Definition,
  DynamoDbDataSource,
  FieldLogLevel,
  FunctionRuntime,
  GraphqlApi,
  IntrospectionConfig,
  Resolver,
} from 'aws-cdk-lib/aws-appsync'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Environment } from './environments/environment.ts'
import { retention } from './log-retention.ts'
import { resolverCode } from './resolver-code.ts'
import type { Tables } from './tables.ts'

interface MessagingProps extends StackProps {
  readonly environment: Environment
  readonly tables: Tables
  readonly apiOrigin: string
}

/** What resolvers ask of a table, by themselves or in transactions. */
const resolverActions = [
  ...['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'],
  ...['PutItem', 'UpdateItem', 'DeleteItem'],
] as const

/** AppSync: the schema, functions and resolvers that `system/` lists, for members' access tokens. */
export class Messaging extends Stack {
  readonly graphql: GraphqlApi
  private readonly code = resolverCode()

  constructor(scope: Construct, id: string, props: MessagingProps) {
    super(scope, id, props)
    const { environment, tables } = props
    const origin = `https://${environment.place.domain}`
    const messages = tables.byName.get('messages')?.tableName ?? 'messages'
    this.graphql = new GraphqlApi(this, 'Api', {
      name: this.stackName,
      definition: Definition.fromFile(fileURLToPath(new URL(`../../${graphqlApi.schema}`, import.meta.url))),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: AuthorizationType.OIDC,
          openIdConnectConfig: {
            oidcProvider: `${origin}${accessToken.issuerPath}`,
            clientId: accessToken.audience,
            tokenExpiryFromIssue: accessToken.lifetimeSeconds * 1_000,
          },
        },
      },
      environmentVariables: { messagesTable: messages },
      queryDepthLimit: graphqlLimits.queryDepth,
      introspectionConfig: IntrospectionConfig.DISABLED,
      xrayEnabled: true,
      logConfig: {
        fieldLogLevel: FieldLogLevel.ERROR,
        // Headers, arguments and answers stay out: they are what members say to one another.
        excludeVerboseContent: true,
        retention: retention(environment.logDays),
      },
    })
    const sources = this.dataSources(props)
    this.addResolvers(sources)
  }

  private dataSources(props: MessagingProps): ReadonlyMap<string, BaseDataSource> {
    return new Map(
      Object.entries(graphqlApi.dataSources).map(([name, source]) => [name, this.dataSource(name, source, props)]),
    )
  }

  private dataSource(name: string, source: DataSource, { tables, apiOrigin }: MessagingProps): BaseDataSource {
    if (source.kind === 'none') return this.graphql.addNoneDataSource(name)
    if (source.kind === 'http') return this.graphql.addHttpDataSource(name, apiOrigin)
    const table = tables.byName.get(source.table)
    if (table === undefined) throw new Error(`system/ lists no table ${source.table}`)
    return this.tableSource(name, table)
  }

  /** The data source by itself would be granted scans, streams and more. */
  private tableSource(name: string, table: ITable): DynamoDbDataSource {
    const role = new Role(this, `${name}Role`, { assumedBy: new ServicePrincipal('appsync.amazonaws.com') })
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: resolverActions.map((action) => `dynamodb:${action}`),
        resources: [table.tableArn, `${table.tableArn}/index/*`],
      }),
    )
    return new DynamoDbDataSource(this, name, { api: this.graphql, table, serviceRole: role.withoutPolicyUpdates() })
  }

  private addResolvers(sources: ReadonlyMap<string, BaseDataSource>): void {
    const functions = new Map(
      Object.entries(graphqlApi.functions).map(([name, { dataSource, code }]) => [
        name,
        new AppsyncFunction(this, `function-${name}`, {
          name,
          api: this.graphql,
          dataSource: known(sources, dataSource),
          runtime: FunctionRuntime.JS_1_0_0,
          code: Code.fromInline(known(this.code, code)),
        }),
      ]),
    )
    for (const [field, resolver] of Object.entries(graphqlApi.resolvers)) {
      const [typeName = '', fieldName = ''] = field.split('.')
      new Resolver(this, field, {
        api: this.graphql,
        typeName,
        fieldName,
        runtime: FunctionRuntime.JS_1_0_0,
        code: Code.fromInline(known(this.code, resolver.code)),
        ...(resolver.kind === 'unit'
          ? { dataSource: known(sources, resolver.dataSource) }
          : { pipelineConfig: resolver.functions.map((name) => known(functions, name)) }),
      })
    }
  }
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name)
  if (found === undefined) throw new Error(`system/src/graphql-api.ts names ${name}, which it does not list`)
  return found
}
