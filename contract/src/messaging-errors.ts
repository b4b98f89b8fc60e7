/**
 * Every fault of the messaging tier's own, by the `errorType` of its GraphQL errors: for the resolvers that raise them
 * and the pages that explain. AppSync's own (`UnauthorizedException` and the like) are not among them.
 */
export const messagingErrors = {
  NotFound: {
    title: 'There is no such conversation or message for you',
    advice: 'It may have been deleted, or you are not a member of it.',
  },
  NotAMember: { title: 'You are no longer a member of this conversation', advice: 'Ask its manager to add you again.' },
  NotAllowed: { title: 'Only a manager of the group may do this', advice: 'Ask a manager of the group.' },
  NotYours: { title: 'This message is another member’s', advice: 'Only who wrote it may change it.' },
  CannotReach: {
    title: 'This member cannot be written to',
    advice: 'They may have closed their account, or do not wish to be written to.',
  },
  InvalidInput: { title: 'Some of what was sent is not acceptable', advice: 'Mend what the message names.' },
  TooLong: { title: 'The message is too long', advice: 'Send it in several parts.' },
  TooManyMembers: { title: 'A group has at most 100 members', advice: 'Make another group.' },
  LastManager: {
    title: 'A group needs a manager',
    advice: 'Make another member its manager first.',
  },
  PictureUnavailable: {
    title: 'A picture is not there to be sent',
    advice: 'Wait until it can be seen, or upload it again.',
  },
  TooFast: { title: 'You are sending too fast', advice: 'Wait a minute and go on.' },
  Conflict: { title: 'Others wrote at the same moment', advice: 'Send it again: it is not sent twice.' },
  Unavailable: { title: 'Messages are not available for a moment', advice: 'Try again shortly.' },
} as const satisfies Record<string, { title: string; advice: string }>

export type MessagingErrorType = keyof typeof messagingErrors
