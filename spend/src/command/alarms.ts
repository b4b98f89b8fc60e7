import { readFile } from 'node:fs/promises'
import {
  type BillingAlarm,
  billingAlarms,
  type SpendBudget,
  type SpendLimits,
  spendBudgets,
  spendLimits,
} from '@porchlight/system/spend'
import type { AlarmDefinition } from '../alarm/definition.ts'
import { AlarmFault, readAlarm } from '../alarm/read-alarm.ts'
import { seedAlarm, seedAlarmSpelled } from '../alarm/seed-alarm.ts'
import { CommandFault } from './command-fault.ts'

/** Stands where the operator's own has not been given. */
const exampleTopic = 'arn:aws:sns:us-east-1:123456789012:porchlight-spend'

/** @throws {CommandFault} for an environment that there is not. */
export function alarmsOf(environment = 'small', topic = exampleTopic): readonly BillingAlarm[] {
  return billingAlarms(limitsOf(environment, topic), topic)
}

/** @throws {CommandFault} for an environment that there is not. */
export function budgetsOf(environment = 'small', topic = exampleTopic): readonly SpendBudget[] {
  return spendBudgets(limitsOf(environment, topic), topic)
}

function limitsOf(environment: string, topic: string): SpendLimits {
  const limits = new Map(Object.entries(spendLimits)).get(environment)
  if (limits === undefined) {
    throw new CommandFault(
      `There is no environment "${environment}": choose of ${Object.keys(spendLimits).join(', ')}.`,
    )
  }
  if (!/^arn:aws[\w-]*:sns:us-east-1:\d{12}:[\w-]{1,256}$/.test(topic)) {
    throw new CommandFault(`"${topic}" is no topic of SNS in us-east-1, where AWS bills, such as ${exampleTopic}.`)
  }
  return limits
}

/** @throws {CommandFault} with every fault that CloudWatch would refuse it for. */
export async function findAlarm(which = 'daily', environment?: string): Promise<AlarmDefinition> {
  const text = await textOf(which, environment)
  try {
    return readAlarm(text)
  } catch (error) {
    if (!(error instanceof AlarmFault)) throw error
    throw new CommandFault(`CloudWatch refuses this alarm:\n${error.faults.map((each) => `  ${each}`).join('\n')}`)
  }
}

async function textOf(which: string, environment: string | undefined): Promise<string> {
  if (which === 'seed') return seedAlarm
  if (which === 'seed-spelled') return seedAlarmSpelled
  const own = alarmsOf(environment).find(
    ({ AlarmName }) => AlarmName === which || AlarmName === `porchlight-${which}-spend`,
  )
  if (own !== undefined) return JSON.stringify(own)
  return readFile(which, 'utf8').catch((error: Error) => {
    throw new CommandFault(`There is no alarm and no file "${which}": ${error.message}`)
  })
}
