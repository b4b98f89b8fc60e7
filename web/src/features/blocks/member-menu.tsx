import type { Profile } from '@porchlight/contract/members'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { IconButton } from '../../design/button.tsx'
import { useTranslate } from '../../i18n/translate.tsx'

const loadSheet = () => import('./member-sheet.tsx')
const LazySheet = lazy(async () => ({ default: (await loadSheet()).MemberSheet }))

/** What else can be done about a member; the sheet comes when it is asked for. */
export function MemberMenu({ profile }: { profile: Profile }): ReactNode {
  const t = useTranslate()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        name="more"
        label={t('profile.more', { name: profile.name })}
        onPointerEnter={() => void loadSheet().catch(() => undefined)}
        onClick={() => setOpen(true)}
      />
      <Suspense>{open && <LazySheet profile={profile} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
