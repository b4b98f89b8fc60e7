import type { Post } from '@porchlight/contract/posts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { announce } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { changePost, insertPost } from '../post/lists.ts'
import { type Outgoing, sendOut } from './outbox.ts'

/** Sends a post; once it is there it takes its place in every list that shows it. */
export function usePublish(): (entry: Outgoing) => Promise<void> {
  const client = useQueryClient()
  const call = useCall()
  const t = useTranslate()
  return async (entry) => {
    const post = await sendOut(call, entry)
    if (post === undefined) return
    place(client, post)
    announce(t('post.published'))
  }
}

function place(client: QueryClient, post: Post): void {
  const { handle } = post.author
  if (post.replyTo === null) {
    insertPost(client, ['home'], { post, at: 'head' })
    insertPost(client, ['community'], { post, at: 'head' })
    insertPost(client, ['member', handle, 'posts'], { post, at: 'head' })
  } else {
    insertPost(client, ['thread', post.replyTo.id], { post, at: 'foot' })
    insertPost(client, ['member', handle, 'replies'], { post, at: 'head' })
    changePost(client, post.replyTo.id, (parent) => ({ ...parent, replyCount: parent.replyCount + 1 }))
  }
  void client.invalidateQueries({ queryKey: ['profile', handle] })
}
