/** Under which name what is being written in a conversation is kept on this device. */
export function draftIdOf(conversationId: string): string {
  return `conversation.${conversationId}`
}
