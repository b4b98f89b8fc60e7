import { alarmsOf, budgetsOf } from './alarms.ts'
import { CommandFault } from './command-fault.ts'
import type { Given, Print } from './run.ts'

/**
 * One JSON document each: `cli` for `aws cloudwatch put-metric-alarm --region us-east-1 --cli-input-json`, `budgets` for
 * `aws budgets create-budget --account-id ACCOUNT --cli-input-json`.
 */
export async function alarmCommand({ env, topic, format = 'cli' }: Given, print: Print): Promise<void> {
  if (format !== 'cli' && format !== 'budgets') {
    throw new CommandFault(`There is no format "${format}": choose of cli, budgets.`)
  }
  const documents: readonly object[] = format === 'cli' ? alarmsOf(env, topic) : budgetsOf(env, topic)
  for (const document of documents) print(JSON.stringify(document, undefined, 2))
}
