import { z } from 'zod'
import { type Brake, fireBrake, planBrake, releaseBrake, tellChanges } from './brake.ts'

/** The message that CloudWatch sends of an alarm by SNS, as far as it matters here. */
const Notification = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })).min(1),
})
const AlarmMessage = z.object({ AlarmName: z.string(), NewStateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']) })

/** What an operator sends it: `aws lambda invoke --payload '{"action":"release"}'`. */
const Command = z.strictObject({ action: z.enum(['plan', 'fire', 'release']) })

export interface BrakeSettings {
  /** Only alarms of these names fire it. */
  readonly alarms: readonly string[]
  /** Says what it would do and does nothing: the default. */
  readonly dryRun: boolean
  /** What still bills with the brake on, told with every answer. */
  readonly floor: readonly string[]
}

export interface Answer {
  readonly did: 'nothing' | 'plan' | 'fire' | 'release'
  readonly changes: readonly string[]
  readonly stillBilled: readonly string[]
}

/** A Lambda handler. An alarm's end does not release: a person does, once it is known what ran away. */
export function brakeHandler(brake: Brake, { alarms, dryRun, floor }: BrakeSettings) {
  return async (event: unknown): Promise<Answer> => {
    const asked = askedFor(event, alarms)
    const did = asked === 'fire' && dryRun ? 'plan' : asked
    const changes = did === 'nothing' ? [] : await acts[did](brake)
    return { did, changes: tellChanges(changes), stillBilled: floor }
  }
}

const acts = { plan: planBrake, fire: fireBrake, release: releaseBrake } as const

function askedFor(event: unknown, alarms: readonly string[]): Answer['did'] {
  const command = Command.safeParse(event)
  if (command.success) return command.data.action
  const { Records } = Notification.parse(event)
  const messages = Records.map(({ Sns }) => AlarmMessage.parse(JSON.parse(Sns.Message)))
  const fires = messages.some(({ AlarmName, NewStateValue }) => NewStateValue === 'ALARM' && alarms.includes(AlarmName))
  return fires ? 'fire' : 'nothing'
}
