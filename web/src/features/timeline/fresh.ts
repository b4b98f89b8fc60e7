import type { PostList, PostListPage } from '../post/lists.ts'

/** How many posts of the fresh page are newer than the list, which is newest first. */
export function newIn(fresh: PostListPage, list: PostList): number {
  const known = new Set(list.pages.flatMap((page) => page.items.map((post) => post.id)))
  const newest = list.pages[0]?.items[0]?.createdAt ?? ''
  return fresh.items.filter((post) => !known.has(post.id) && post.createdAt >= newest).length
}

/** The list with what is new at its head; begun afresh when posts in between may be missing. */
export function withNews(fresh: PostListPage, list: PostList | undefined): PostList {
  const begun = { pages: [fresh], pageParams: [null] }
  if (list === undefined) return begun
  const freshIds = new Set(fresh.items.map((post) => post.id))
  const overlaps = list.pages.some((page) => page.items.some((post) => freshIds.has(post.id)))
  if (!overlaps) return begun
  const known = new Set(list.pages.flatMap((page) => page.items.map((post) => post.id)))
  const news = fresh.items.filter((post) => !known.has(post.id))
  return {
    ...list,
    pages: list.pages.map((page, index) => (index === 0 ? { ...page, items: [...news, ...page.items] } : page)),
  }
}
