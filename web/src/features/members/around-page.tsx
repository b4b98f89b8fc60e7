import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useCall } from '../../app/context.tsx'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { problemOfError } from '../../client/problem.ts'
import { Empty } from '../../design/notice.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { profileQuery } from '../profile/queries.ts'
import { MemberList } from './member-list.tsx'
import { around } from './queries.ts'

/** Who follows a member, or whom they follow. */
export function AroundPage({ side }: { side: 'followers' | 'following' }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const handle = (useParams().at ?? '@').slice(1)
  const profile = useQuery(profileQuery(call, handle))
  if (profile.error && problemOfError(profile.error).code === 'not_found') {
    return <NotFoundPage text={t('notFound.profile')} />
  }
  const name = profile.data?.name ?? `@${handle}`
  return (
    <>
      <PageHeader title={t(`title.${side}`, { name })} back />
      <MemberList
        query={around(call, handle, side)}
        empty={
          <Empty>
            <p>{t(`empty.${side}`, { name })}</p>
          </Empty>
        }
      />
    </>
  )
}
