/*
 * What only `api` may ask of the messaging tier, as `messaging/schema.graphql` has it. Subscribers are given the fields
 * that are selected here, and no others.
 */

export const publishMutation = `mutation Publish($input: NoticeInput!) {
  publish(input: $input) { kind at notice recipientIds topic }
}`

export const factMutations = {
  block: 'mutation RecordBlock($input: BlockInput!) { recordBlock(input: $input) }',
  session_end: 'mutation EndSubscriptions($input: EndInput!) { endSubscriptions(input: $input) }',
} as const
