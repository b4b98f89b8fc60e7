import { util } from '@aws-appsync/utils'

interface SignalValues {
  readonly kind: 'MARK' | 'SETTINGS' | 'TYPING' | 'PRESENCE' | 'NOTICE'
  readonly recipientIds: readonly string[]
  readonly memberId?: string
  readonly conversationId?: string
  readonly delivered?: number
  readonly read?: number
  readonly readCount?: number
  readonly mutedUntil?: string | null
  readonly archived?: boolean
  readonly request?: boolean
  readonly here?: boolean
  readonly notice?: string
  readonly topic?: string | null
}

export function signal(values: SignalValues) {
  return { ...values, at: util.time.nowISO8601() }
}
