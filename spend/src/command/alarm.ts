import { alarmsOf } from './alarms.ts'
import { CommandFault } from './command-fault.ts'
import type { Given, Print } from './run.ts'

/** One JSON document an alarm, for `aws cloudwatch put-metric-alarm --region us-east-1 --cli-input-json`. */
export async function alarmCommand({ env, topic, format = 'cli' }: Given, print: Print): Promise<void> {
  if (format !== 'cli') throw new CommandFault(`There is no format "${format}": cli is the only one.`)
  for (const alarm of alarmsOf(env, topic)) print(JSON.stringify(alarm, undefined, 2))
}
