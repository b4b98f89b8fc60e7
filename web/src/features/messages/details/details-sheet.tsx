import type { Person } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { tell } from '../../../app/announcer.tsx'
import { Button } from '../../../design/button.tsx'
import { Sheet } from '../../../design/dialog.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { useApart } from '../../blocks/use-apart.ts'
import { useWords as useBlockWords } from '../../blocks/words/use-words.ts'
import { openReport } from '../../reports/open.ts'
import { useTalk } from '../conversation/talk.ts'
import { otherOf } from '../names.ts'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'
import { GroupDetails } from './group-details.tsx'
import { MuteField } from './mute-field.tsx'
import './details.css'

/** What a conversation is to the reader, and of a group who is in it. */
export function DetailsSheet({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords()
  const { view, meId } = useTalk()
  const { summary } = view
  if (summary === undefined) return null
  const other = otherOf(summary, meId, view.people)
  return (
    <Sheet title={words('details.title')} onClose={onClose}>
      <div className="details">
        {other && (
          <PageLink to={`/@${other.handle}`} onClick={onClose}>
            {words('details.profile', { name: other.name })}
          </PageLink>
        )}
        <MuteField />
        <Archiving />
        {other && <Reporting other={other} onClose={onClose} />}
        {other && <Blocking other={other} />}
        {summary.kind === 'GROUP' && <GroupDetails onClose={onClose} />}
      </div>
    </Sheet>
  )
}

function Blocking({ other }: { other: Person }): ReactNode {
  const words = useBlockWords()
  const { busy, keep } = useApart()
  return (
    <div>
      <p className="field-hint">{words('sheet.block.text')}</p>
      <Button look="danger" busy={busy} onClick={() => keep('block', other)}>
        {words('sheet.block')}
      </Button>
    </div>
  )
}

/** Of the member; a single message is reported from its own menu. */
function Reporting({ other, onClose }: { other: Person; onClose: () => void }): ReactNode {
  const t = useTranslate()
  const report = () => {
    onClose()
    openReport({ kind: 'member', memberId: other.id })
  }
  return (
    <Button icon="flag" onClick={report}>
      {t('profile.report')}
    </Button>
  )
}

function Archiving(): ReactNode {
  const words = useWords()
  const { view, handle } = useTalk()
  const { busy, run } = useDeed()
  const isArchived = view.summary?.archived ?? false
  const change = async () => {
    await handle.archive(!isArchived)
    tell(words('details.done'))
  }
  return (
    <Button busy={busy} onClick={() => run(change)}>
      {words(isArchived ? 'details.unarchive' : 'details.archive')}
    </Button>
  )
}
