import { RetentionDays } from 'aws-cdk-lib/aws-logs'

const byDays = {
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  180: RetentionDays.SIX_MONTHS,
} as const

export function retention(days: keyof typeof byDays): RetentionDays {
  return byDays[days]
}
