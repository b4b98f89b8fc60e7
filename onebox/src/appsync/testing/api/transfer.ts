import type { Context } from '@aws-appsync/utils'
import { operations, transactWrite } from '@aws-appsync/utils/dynamodb'

export function request(ctx: Context) {
  const key = (id: string) => ({ pk: id, sk: 'THING' })
  return transactWrite({
    items: [
      { deleteItem: { table: 'messages', key: key(ctx.args.from), condition: { pk: { attributeExists: true } } } },
      {
        updateItem: {
          table: 'messages',
          key: key(ctx.args.to),
          update: { taken: operations.replace(ctx.args.from) },
          condition: { taken: { attributeExists: false } },
        },
      },
    ],
  })
}

export function response(ctx: Context) {
  return { error: ctx.error?.type, result: ctx.result }
}
