import { runtime, util } from '@aws-appsync/utils'
import { present, visibleRange } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Membership } from '../shared/items.ts'
import { keyOf, membershipKey } from '../shared/keys.ts'
import type { MarkArguments, MarkStash } from '../shared/marking.ts'
import { isNothing } from '../shared/nothing.ts'
import { updateOf } from '../shared/operations.ts'

/** The item as it is afterwards; where the condition failed, as it is. */
type MarkContext = Context<MarkArguments, MarkStash, Membership | null>

export function request(ctx: MarkContext) {
  const { stash, args } = ctx
  const { conversation, mine } = present(stash, caller(ctx))
  const read = Math.max(mine.read, args.input.read ?? 0)
  const delivered = Math.max(mine.delivered, args.input.delivered ?? 0, read)
  const { first } = visibleRange({ conversation, mine })
  const isForward = read > mine.read && read >= first && !isNothing(stash.entry)
  const values = {
    delivered,
    read: isForward ? read : mine.read,
    readCount: isForward ? (stash.entry?.count ?? mine.readCount) : mine.readCount,
  }
  const isNews = values.read > mine.read || values.delivered > mine.delivered
  if (stash.isWritten === true || !isNews) runtime.earlyReturn(null)
  return {
    operation: 'UpdateItem',
    key: keyOf(membershipKey(stash.conversationId, mine.memberId)),
    update: updateOf(values),
    condition: {
      expression: 'attribute_not_exists(#left) AND #wasRead <= :wasRead AND #wasDelivered <= :wasDelivered',
      expressionNames: { '#left': 'until', '#wasRead': 'read', '#wasDelivered': 'delivered' },
      expressionValues: util.dynamodb.toMapValues({ ':wasRead': values.read, ':wasDelivered': values.delivered }),
    },
  }
}

export function response({ stash, result, error }: MarkContext): null {
  if (error && error.type !== 'DynamoDB:ConditionalCheckFailedException') fail('Unavailable')
  // Another of the member's pages was faster: what it wrote is looked at again.
  if (!isNothing(result)) stash.mine = result
  stash.isWritten = !error
  return null
}
