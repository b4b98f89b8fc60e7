import type { DataSourceName, GraphqlApi, Resolver } from '@porchlight/system/graphql-api'

const folder = 'onebox/src/appsync/testing/api'

function unit(dataSource: DataSourceName, name: string): Resolver {
  return { kind: 'unit', dataSource, code: `${folder}/${name}.ts` }
}

/** A small API whose fields each show one thing that AppSync does. */
export const testApi: GraphqlApi = {
  schema: `${folder}/schema.graphql`,
  dataSources: {
    messages: { kind: 'table', table: 'messages' },
    members: { kind: 'http', origin: 'api' },
    none: { kind: 'none' },
  },
  functions: { step: { dataSource: 'none', code: `${folder}/step.ts` } },
  resolvers: {
    'Query.echo': unit('none', 'echo'),
    'Query.secret': unit('none', 'secret'),
    'Query.needed': unit('none', 'needed'),
    'Query.partial': unit('none', 'partial'),
    'Query.broken': unit('none', 'broken'),
    'Query.context': unit('none', 'context'),
    'Query.thing': unit('messages', 'thing'),
    'Query.things': unit('messages', 'things'),
    'Query.asked': unit('members', 'asked'),
    'Query.steps': { kind: 'pipeline', functions: ['step', 'step'], code: `${folder}/steps.ts` },
    'Mutation.putThing': unit('messages', 'put-thing'),
    'Mutation.removeThing': unit('messages', 'remove-thing'),
    'Mutation.transfer': unit('messages', 'transfer'),
    'Mutation.end': unit('none', 'end'),
    'Subscription.onOwnThing': unit('none', 'on-own-thing'),
    'Subscription.onNothing': unit('none', 'on-nothing'),
  },
}
