import type { Random } from '../ports.ts'

/** Who writes what, where: made from the seed alone. */
export interface DrillPlan {
  readonly memberIds: readonly string[]
  readonly conversations: readonly PlannedConversation[]
  /** For each member, in the order in which they say it. */
  readonly lines: ReadonlyMap<string, readonly Line[]>
}

export interface PlannedConversation {
  readonly memberIds: readonly string[]
}

export interface Line {
  /** Into `conversations`. */
  readonly conversation: number
  readonly body: string
}

export interface DrillSize {
  readonly clients: number
  readonly messages: number
  readonly groupSize: number
}

/** One group of all, with a twentieth of the messages, and as many smaller ones as there are members. */
export function planDrill(random: Random, memberIds: readonly string[], { messages, groupSize }: DrillSize): DrillPlan {
  const small = memberIds.map((_, index) => ({
    memberIds: memberIds.map((_, step) => memberIds[(index + step) % memberIds.length] ?? '').slice(0, groupSize),
  }))
  const conversations = [{ memberIds }, ...small]
  const lines = new Map<string, Line[]>(memberIds.map((memberId) => [memberId, []]))
  for (let index = 0; index < messages; index += 1) {
    const conversation = random() < 0.05 ? 0 : 1 + Math.floor(random() * small.length)
    const writers = conversations[conversation]?.memberIds ?? []
    const writer = writers[Math.floor(random() * writers.length)] ?? ''
    lines.get(writer)?.push({ conversation, body: `${writer} says ${index}` })
  }
  return { memberIds, conversations, lines }
}
