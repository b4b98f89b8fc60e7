import type { ComponentType } from 'react'
import { matchPath, type Params } from 'react-router'
import { threadQuery } from '../features/post/queries.ts'
import { ThreadPage } from '../features/post/thread-page.tsx'
import { ProfilePage } from '../features/profile/profile-page.tsx'
import { profileQuery } from '../features/profile/queries.ts'
import { CommunityPage } from '../features/timeline/community-page.tsx'
import { HomePage } from '../features/timeline/home-page.tsx'
import { communityTimeline, memberPosts } from '../features/timeline/queries.ts'
import type { PageHead } from '../page-request.ts'
import type { FirstData } from './first-data.ts'
import { communityHead, profileHead, threadHead } from './heads.ts'
import { LazyPage } from './lazy-page.tsx'

/** Who a page is for; others are sent to sign in, or told. */
export type Audience = 'anyone' | 'visitor' | 'member' | 'administrator'

export interface PageRoute {
  readonly path: string
  readonly page: ComponentType | LazyPage
  readonly audience: Audience
  /** Stays as it is while its address changes from one to another of its own. */
  readonly steady?: true
  /** Fetches what a public page shows first, into its queries; answers with what its head says. */
  readonly first?: (data: FirstData, params: Readonly<Params>) => Promise<PageHead>
}

const signIn = new LazyPage(
  'src/features/session/sign-in-page.tsx',
  () => import('../features/session/sign-in-page.tsx'),
)
const join = new LazyPage('src/features/session/join-page.tsx', () => import('../features/session/join-page.tsx'))
const forgot = new LazyPage('src/features/session/forgot-page.tsx', () => import('../features/session/forgot-page.tsx'))
const reset = new LazyPage('src/features/session/reset-page.tsx', () => import('../features/session/reset-page.tsx'))
const pending = new LazyPage(
  'src/features/session/pending-page.tsx',
  () => import('../features/session/pending-page.tsx'),
)
const setup = new LazyPage('src/features/setup/setup-page.tsx', () => import('../features/setup/setup-page.tsx'))
const welcome = new LazyPage('src/features/setup/welcome-page.tsx', () => import('../features/setup/welcome-page.tsx'))
const members = new LazyPage(
  'src/features/members/members-page.tsx',
  () => import('../features/members/members-page.tsx'),
)
const followers = new LazyPage(
  'src/features/members/followers-page.tsx',
  () => import('../features/members/followers-page.tsx'),
)
const following = new LazyPage(
  'src/features/members/following-page.tsx',
  () => import('../features/members/following-page.tsx'),
)
const messages = new LazyPage(
  'src/features/messages/messages-page.tsx',
  () => import('../features/messages/messages-page.tsx'),
)
const notifications = new LazyPage(
  'src/features/notifications/notifications-page.tsx',
  () => import('../features/notifications/notifications-page.tsx'),
)
const settings = new LazyPage(
  'src/features/settings/settings-page.tsx',
  () => import('../features/settings/settings-page.tsx'),
)
const adminCommunity = new LazyPage(
  'src/features/admin/community-page.tsx',
  () => import('../features/admin/community-page.tsx'),
)
const adminApplicants = new LazyPage(
  'src/features/admin/applicants-page.tsx',
  () => import('../features/admin/applicants-page.tsx'),
)
const adminInvitations = new LazyPage(
  'src/features/admin/invitations-page.tsx',
  () => import('../features/admin/invitations-page.tsx'),
)
const adminSamples = new LazyPage(
  'src/features/admin/samples-page.tsx',
  () => import('../features/admin/samples-page.tsx'),
)
const adminMails = new LazyPage('src/features/admin/mails-page.tsx', () => import('../features/admin/mails-page.tsx'))
const adminFirewall = new LazyPage(
  'src/features/admin/firewall/overview-page.tsx',
  () => import('../features/admin/firewall/overview-page.tsx'),
)
const adminFirewallRequests = new LazyPage(
  'src/features/admin/firewall/requests-page.tsx',
  () => import('../features/admin/firewall/requests-page.tsx'),
)
const adminFirewallLists = new LazyPage(
  'src/features/admin/firewall/lists-page.tsx',
  () => import('../features/admin/firewall/lists-page.tsx'),
)
const adminFirewallChanges = new LazyPage(
  'src/features/admin/firewall/changes-page.tsx',
  () => import('../features/admin/firewall/changes-page.tsx'),
)
const adminStorage = new LazyPage(
  'src/features/admin/storage/storage-page.tsx',
  () => import('../features/admin/storage/storage-page.tsx'),
)
const adminReports = new LazyPage(
  'src/features/admin/reports/reports-page.tsx',
  () => import('../features/admin/reports/reports-page.tsx'),
)
const adminWebhooks = new LazyPage(
  'src/features/admin/webhooks/webhooks-page.tsx',
  () => import('../features/admin/webhooks/webhooks-page.tsx'),
)
const adminWebhook = new LazyPage(
  'src/features/admin/webhooks/webhook-page.tsx',
  () => import('../features/admin/webhooks/webhook-page.tsx'),
)

async function firstCommunity(data: FirstData): Promise<PageHead> {
  const page = await data.posts(communityTimeline(data.call))
  return communityHead(data, page)
}

/** The pages that are in the first bundle are those that a link from outside leads to. */
export const pageRoutes: readonly PageRoute[] = [
  { path: '/', page: HomePage, audience: 'anyone', first: (data) => firstCommunity(data) },
  { path: '/community', page: CommunityPage, audience: 'anyone', first: (data) => firstCommunity(data) },
  {
    path: '/posts/:postId',
    page: ThreadPage,
    audience: 'anyone',
    first: async (data, { postId = '' }) => threadHead(data, await data.posts(threadQuery(data.call, postId))),
  },
  { path: '/members', page: members, audience: 'anyone' },
  { path: '/sign-in', page: signIn, audience: 'visitor' },
  { path: '/join', page: join, audience: 'visitor' },
  { path: '/forgot', page: forgot, audience: 'visitor' },
  { path: '/reset', page: reset, audience: 'anyone' },
  { path: '/pending', page: pending, audience: 'visitor' },
  { path: '/setup', page: setup, audience: 'visitor' },
  { path: '/welcome', page: welcome, audience: 'administrator' },
  { path: '/messages/:conversationId?', page: messages, audience: 'member', steady: true },
  { path: '/notifications', page: notifications, audience: 'member' },
  { path: '/settings', page: settings, audience: 'member' },
  { path: '/admin', page: adminCommunity, audience: 'administrator' },
  { path: '/admin/applicants', page: adminApplicants, audience: 'administrator' },
  { path: '/admin/reports', page: adminReports, audience: 'administrator' },
  { path: '/admin/invitations', page: adminInvitations, audience: 'administrator' },
  { path: '/admin/samples', page: adminSamples, audience: 'administrator' },
  { path: '/admin/mails', page: adminMails, audience: 'administrator' },
  { path: '/admin/firewall', page: adminFirewall, audience: 'administrator' },
  { path: '/admin/firewall/requests', page: adminFirewallRequests, audience: 'administrator' },
  { path: '/admin/firewall/lists', page: adminFirewallLists, audience: 'administrator' },
  { path: '/admin/firewall/changes', page: adminFirewallChanges, audience: 'administrator' },
  { path: '/admin/storage', page: adminStorage, audience: 'administrator' },
  { path: '/admin/webhooks', page: adminWebhooks, audience: 'administrator' },
  { path: '/admin/webhooks/:webhookId', page: adminWebhook, audience: 'administrator' },
  {
    path: '/:at',
    page: ProfilePage,
    audience: 'anyone',
    first: async (data, { at = '' }) => {
      const handle = at.slice(1)
      const [profile] = await Promise.all([
        data.one(profileQuery(data.call, handle)),
        data.posts(memberPosts(data.call, handle, 'posts')),
      ])
      return profileHead(data, profile)
    },
  },
  { path: '/:at/followers', page: followers, audience: 'anyone' },
  { path: '/:at/following', page: following, audience: 'anyone' },
]

export interface PageMatch {
  readonly route: PageRoute
  readonly params: Readonly<Params>
}

/** React Router matches whole segments, so `/@handle` is `/:at` with a check: other names are no pages. */
export function matchPage(pathname: string): PageMatch | null {
  for (const route of pageRoutes) {
    const match = matchPath(route.path, pathname)
    if (match === null) continue
    if (match.params.at !== undefined && !isHandleSegment(match.params.at)) return null
    return { route, params: match.params }
  }
  return null
}

export function isHandleSegment(at: string): boolean {
  return /^@[a-z0-9_]{2,24}$/.test(at)
}

export async function loadPage(pathname: string): Promise<void> {
  const page = matchPage(pathname)?.route.page
  if (page instanceof LazyPage) await page.preload()
}
