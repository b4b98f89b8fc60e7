import type { Profile } from '@porchlight/contract/members'
import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'
import { Sheet } from '../../design/dialog.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { openReport } from '../reports/open.ts'
import { useApart, type Way } from './use-apart.ts'
import { useWords } from './words/use-words.ts'
import './blocks.css'

/** Mute, block and report a member. */
export function MemberSheet({ profile, onClose }: { profile: Profile; onClose: () => void }): ReactNode {
  const t = useTranslate()
  const { viewer, name } = profile
  const report = () => {
    onClose()
    openReport({ kind: 'member', memberId: profile.id })
  }
  return (
    <Sheet title={name} onClose={onClose}>
      <div className="member-sheet">
        <Keeping way="mute" profile={profile} isKept={viewer?.muting ?? false} />
        <Keeping way="block" profile={profile} isKept={viewer?.blocking ?? false} />
        <Button icon="flag" onClick={report}>
          {t('profile.report')}
        </Button>
      </div>
    </Sheet>
  )
}

function Keeping({ way, profile, isKept }: { way: Way; profile: Profile; isKept: boolean }): ReactNode {
  const words = useWords()
  const { busy, keep, release } = useApart()
  return (
    <div className="member-sheet-line">
      <p className="soft small">{words(`sheet.${way}.text`)}</p>
      <Button busy={busy} aria-pressed={isKept} onClick={() => (isKept ? release : keep)(way, profile)}>
        {words(isKept ? `sheet.un${way}` : `sheet.${way}`)}
      </Button>
    </div>
  )
}
