/**
 * AppSync's GraphQL API: where its fields get their answers. One machine and AWS bring up the same. Files are relative
 * to the repository's root; each resolver's or function's code is TypeScript for the APPSYNC_JS runtime.
 */
export interface GraphqlApi {
  readonly schema: string
  readonly dataSources: Readonly<Record<DataSourceName, DataSource>>
  readonly functions: Readonly<Record<string, PipelineFunction>>
  /** Keyed by type and field, such as `Mutation.sendMessage`. */
  readonly resolvers: Readonly<Record<string, Resolver>>
}

export type DataSourceName = 'messages' | 'members' | 'none'

export type DataSource =
  | { readonly kind: 'table'; readonly table: string }
  /** The place's own `api` by its public name. */
  | { readonly kind: 'http'; readonly origin: 'api' }
  | { readonly kind: 'none' }

export interface PipelineFunction {
  readonly dataSource: DataSourceName
  readonly code: string
}

export type Resolver =
  | { readonly kind: 'unit'; readonly dataSource: DataSourceName; readonly code: string }
  /** At most ten functions; `code` is what comes before the first and after the last. */
  | { readonly kind: 'pipeline'; readonly functions: readonly string[]; readonly code: string }

const folder = 'messaging/src/resolvers'

function onTable(name: string): PipelineFunction {
  return { dataSource: 'messages', code: `${folder}/functions/${name}.ts` }
}

function onMembers(name: string): PipelineFunction {
  return { dataSource: 'members', code: `${folder}/functions/${name}.ts` }
}

function unit(dataSource: DataSourceName, code: string): Resolver {
  return { kind: 'unit', dataSource, code: `${folder}/${code}.ts` }
}

function pipeline(code: string, functions: readonly string[]): Resolver {
  return { kind: 'pipeline', functions, code: `${folder}/${code}.ts` }
}

/** There are no loops: who loses the race for a number tries again in the next function. */
function tries(count: number, name: string): readonly string[] {
  return Array.from({ length: count }, () => name)
}

export const graphqlApi: GraphqlApi = {
  schema: 'messaging/schema.graphql',
  dataSources: {
    messages: { kind: 'table', table: 'messages' },
    members: { kind: 'http', origin: 'api' },
    none: { kind: 'none' },
  },
  functions: {
    readOwn: onTable('read-own'),
    readMembers: onTable('read-members'),
    readPeople: onMembers('read-people'),
    listMemberships: onTable('list-memberships'),
    readConversations: onTable('read-conversations'),
    queryEntries: onTable('query-entries'),
    readEdited: onTable('read-edited'),
    queryMessages: onTable('query-messages'),
    readFacts: onTable('read-facts'),
    prepareMembers: onTable('prepare-members'),
    claimPictures: onMembers('claim-pictures'),
    releasePictures: onMembers('release-pictures'),
    appendGroup: onTable('append-group'),
    appendMessage: onTable('append-message'),
    appendEdit: onTable('append-edit'),
    appendDeletion: onTable('append-deletion'),
    appendReaction: onTable('append-reaction'),
    appendRenaming: onTable('append-renaming'),
    appendAddition: onTable('append-addition'),
    appendDeparture: onTable('append-departure'),
    appendRole: onTable('append-role'),
    readDirect: onTable('read-direct'),
    openDirect: onTable('open-direct'),
    readMark: onTable('read-mark'),
    writeMark: onTable('write-mark'),
    writeSettings: onTable('write-settings'),
  },
  resolvers: {
    'Query.conversation': pipeline('queries/conversation', ['readOwn', 'readMembers', 'readPeople']),
    'Query.conversations': pipeline('queries/conversations', ['listMemberships', 'readConversations', 'readPeople']),
    'Query.entries': pipeline('queries/entries', ['readOwn', 'queryEntries', 'readEdited']),
    'Query.searchMessages': pipeline('queries/search-messages', ['readOwn', 'queryMessages']),
    'Mutation.openDirectConversation': pipeline('mutations/open-direct-conversation', [
      'readDirect',
      'readPeople',
      ...tries(3, 'openDirect'),
    ]),
    'Mutation.createGroup': pipeline('mutations/create-group', [
      'readFacts',
      'readPeople',
      'prepareMembers',
      ...tries(3, 'appendGroup'),
    ]),
    'Mutation.sendMessage': pipeline('mutations/send-message', [
      'readFacts',
      'claimPictures',
      ...tries(8, 'appendMessage'),
    ]),
    'Mutation.editMessage': pipeline('mutations/edit-message', ['readFacts', ...tries(8, 'appendEdit')]),
    'Mutation.deleteMessage': pipeline('mutations/delete-message', [
      'readFacts',
      ...tries(8, 'appendDeletion'),
      'releasePictures',
    ]),
    'Mutation.react': pipeline('mutations/react', ['readFacts', ...tries(8, 'appendReaction')]),
    'Mutation.renameGroup': pipeline('mutations/rename-group', ['readFacts', ...tries(8, 'appendRenaming')]),
    'Mutation.addMembers': pipeline('mutations/add-members', [
      'readFacts',
      'readPeople',
      'prepareMembers',
      ...tries(7, 'appendAddition'),
    ]),
    'Mutation.removeMember': pipeline('mutations/remove-member', ['readFacts', ...tries(8, 'appendDeparture')]),
    'Mutation.setRole': pipeline('mutations/set-role', ['readFacts', ...tries(8, 'appendRole')]),
    'Mutation.leaveConversation': pipeline('mutations/leave-conversation', [
      'readFacts',
      ...tries(8, 'appendDeparture'),
    ]),
    'Mutation.mark': pipeline('mutations/mark', ['readMark', ...tries(3, 'writeMark')]),
    'Mutation.setConversation': pipeline('mutations/set-conversation', ['readOwn', 'writeSettings']),
    'Mutation.typing': unit('messages', 'mutations/typing'),
    'Mutation.presence': unit('messages', 'mutations/presence'),
    'Mutation.publish': unit('none', 'mutations/publish'),
    'Mutation.recordBlock': unit('messages', 'mutations/record-block'),
    'Mutation.endSubscriptions': unit('none', 'mutations/end-subscriptions'),
    'Subscription.onEntry': unit('none', 'subscriptions/on-entry'),
    'Subscription.onSignal': unit('none', 'subscriptions/on-signal'),
  },
}

/** AppSync's. */
export const graphqlLimits = {
  codeCharacters: 32_768,
  functionsPerPipeline: 10,
  executionMs: 30_000,
  payloadBytes: 240_000,
  subscriptionsPerConnection: 100,
  connectionMs: 86_400_000,
  queryDepth: 10,
  bodyBytes: 262_144,
} as const

export const graphqlPath = '/graphql'
/** As on a custom domain of AppSync's. */
export const realtimePath = '/graphql/realtime'
