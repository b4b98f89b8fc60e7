import type { Profile } from '@porchlight/contract/members'
import type { PictureView } from '@porchlight/contract/pictures'
import type { Post } from '@porchlight/contract/posts'
import { addressOf } from '../features/pictures/sources.ts'
import type { PostListPage } from '../features/post/lists.ts'
import type { Translate } from '../i18n/catalog.ts'
import type { PageHead } from '../page-request.ts'
import type { FirstData } from './first-data.ts'

type Known = Pick<FirstData, 't' | 'community'>

export function communityHead({ t, community }: Known, _page: PostListPage): PageHead {
  return {
    title: community.name,
    description: community.tagline || t('describe.community', { community: community.name }),
    kind: 'website',
  }
}

export function profileHead({ t, community }: Known, profile: Profile): PageHead {
  return {
    title: profileTitle(profile),
    description: clipped(profile.bio) || t('describe.profile', { ...profile, community: community.name }),
    kind: 'profile',
    ...imageOf(profile.avatar),
  }
}

export function threadHead({ t }: Known, page: PostListPage): PageHead {
  return {
    title: page.post ? threadTitle(t, page.post) : t('title.post'),
    description: clipped(page.post?.text ?? ''),
    kind: 'article',
    ...imageOf(page.post?.pictures[0] ?? null),
  }
}

/** A preview is made by somebody else's program: the large one, as WebP. */
function imageOf(picture: PictureView | null): Pick<PageHead, 'image'> {
  const address = picture && addressOf(picture.sources, 'large')
  const source = picture?.sources.find(({ url }) => url === address)
  if (!picture || !source) return {}
  return { image: { address: source.url, alt: picture.altText, width: source.width, height: source.height } }
}

export function profileTitle(profile: Pick<Profile, 'name' | 'handle'>): string {
  return `${profile.name} (@${profile.handle})`
}

export function threadTitle(t: Translate, post: Post): string {
  return t('title.postBy', { name: post.author.name, text: clipped(post.text, 60) })
}

/** One line of about so many characters, cut between words. */
export function clipped(text: string, length = 200): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  const cut = line.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`
}
