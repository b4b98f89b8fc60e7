import type { MemberRole } from './items.ts'

/** The inputs of mutations, as `schema.graphql` has them. */
interface ChangeInput {
  readonly conversationId: string
  readonly id: string
}

export interface GroupInput {
  readonly id: string
  readonly name: string
  readonly memberIds: readonly string[]
}

export interface MessageInput extends ChangeInput {
  readonly body: string
  readonly replyTo?: number | null
  readonly pictureIds?: readonly string[] | null
}

export interface EditInput extends ChangeInput {
  readonly target: number
  readonly body: string
}

export interface DeletionInput extends ChangeInput {
  readonly target: number
}

export interface ReactionInput extends ChangeInput {
  readonly target: number
  readonly emoji: string
  readonly withdrawn?: boolean | null
}

export interface RenameInput extends ChangeInput {
  readonly name: string
}

export interface AdditionInput extends ChangeInput {
  readonly memberIds: readonly string[]
}

export interface RemovalInput extends ChangeInput {
  readonly memberId: string
}

export interface RoleInput extends ChangeInput {
  readonly memberId: string
  readonly role: MemberRole
}

export type LeaveInput = ChangeInput
