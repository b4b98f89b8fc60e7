import type { Viewer } from '../context.ts'

export function mayDeletePost(viewer: Viewer, post: { author_id: string }): boolean {
  return viewer.id === post.author_id || viewer.role === 'administrator'
}
