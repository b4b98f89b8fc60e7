import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Post } from '@porchlight/contract/posts'
import { newIn, withNews } from './fresh.ts'

function post(number: number): Post {
  const author = { id: 'a', handle: 'ada', name: 'Ada', avatar: null }
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString()
  return {
    id: `p${number}`,
    author,
    text: '',
    pictures: [],
    createdAt,
    replyTo: null,
    likeCount: 0,
    replyCount: 0,
    viewer: null,
  }
}
const page = (...numbers: number[]) => ({ items: numbers.map(post), nextCursor: 'more' })
const listOf = (...pages: ReturnType<typeof page>[]) => ({ pages, pageParams: pages.map(() => null) })
const ids = (list: { pages: readonly { items: readonly Post[] }[] }) =>
  list.pages.flatMap(({ items }) => items.map(({ id }) => id))

test('only posts above the head of the list are new', () => {
  assert.equal(newIn(page(6, 5, 4), listOf(page(4, 3))), 2)
  assert.equal(newIn(page(4, 3, 2), listOf(page(4, 3))), 0)
})

test('a post that fell out of the list does not count as new', () => {
  assert.equal(newIn(page(5, 4, 3), listOf(page(5, 3))), 0)
})

test('new posts join the head, and pages already read stay', () => {
  assert.deepEqual(ids(withNews(page(6, 5, 4), listOf(page(4, 3), page(2, 1)))), ['p6', 'p5', 'p4', 'p3', 'p2', 'p1'])
})

test('the list begins afresh when posts in between may be missing', () => {
  assert.deepEqual(ids(withNews(page(50, 49), listOf(page(4, 3)))), ['p50', 'p49'])
})
