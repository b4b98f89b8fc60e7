/** What is kept, and therefore what a writer forgets. */
export const cacheKeys = {
  /** A post as a visitor sees it, but for the name of its author, which is in their profile. */
  post: (postId: string) => `post:${postId}`,
  /** A profile as a visitor sees it. */
  profile: (handle: string) => `profile:${handle}`,
  /** The first page of usual length, as a visitor sees it. */
  communityTimeline: 'timeline:community',
} as const
