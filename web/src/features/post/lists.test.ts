import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Post } from '@porchlight/contract/posts'
import { QueryClient } from '@tanstack/react-query'
import { changePost, findPost, insertPost, type PostList, removePost } from './lists.ts'

function post(id: string): Post {
  const author = { id: 'a', handle: 'ada', name: 'Ada', avatar: null }
  return {
    id,
    author,
    text: id,
    pictures: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    replyTo: null,
    likeCount: 0,
    replyCount: 0,
    viewer: null,
  }
}

function clientWith(lists: Record<string, string[][]>): QueryClient {
  const client = new QueryClient()
  for (const [name, pages] of Object.entries(lists)) {
    const list: PostList = { pages: pages.map((ids) => ({ items: ids.map(post), nextCursor: null })), pageParams: [] }
    client.setQueryData(['posts', name], list)
  }
  return client
}
const ids = (client: QueryClient, name: string) =>
  client.getQueryData<PostList>(['posts', name])?.pages.map((page) => page.items.map((item) => item.id))

test('a like shows wherever the post stands', () => {
  const client = clientWith({ home: [['a', 'b']], community: [['c'], ['b']] })
  changePost(client, 'b', (known) => ({ ...known, likeCount: 3 }))
  assert.equal(client.getQueryData<PostList>(['posts', 'home'])?.pages[0]?.items[1]?.likeCount, 3)
  assert.equal(client.getQueryData<PostList>(['posts', 'community'])?.pages[1]?.items[0]?.likeCount, 3)
  assert.equal(findPost(client, 'b')?.likeCount, 3)
})

test('a new post stands once at the head, a reply at the foot', () => {
  const client = clientWith({ home: [['a'], ['b']] })
  for (let time = 0; time < 2; time += 1) insertPost(client, ['home'], { post: post('new'), at: 'head' })
  insertPost(client, ['home'], { post: post('late'), at: 'foot' })
  insertPost(client, ['never loaded'], { post: post('new'), at: 'head' })
  assert.deepEqual(ids(client, 'home'), [
    ['new', 'a'],
    ['b', 'late'],
  ])
  assert.equal(ids(client, 'never loaded'), undefined)
})

test('a deleted post leaves every list', () => {
  const client = clientWith({ home: [['a', 'b']], community: [['b']] })
  removePost(client, 'b')
  assert.deepEqual([ids(client, 'home'), ids(client, 'community')], [[['a']], [[]]])
})
