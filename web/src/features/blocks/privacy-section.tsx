import { type Me, MessagesFrom } from '@porchlight/contract/members'
import type { ReactNode } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall, usePorch } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { ChoiceField } from '../../design/field.tsx'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { ApartList } from './apart-list.tsx'
import { useWords } from './words/use-words.ts'
import './blocks.css'

/** Who may write to a member, and whom they keep away. */
export function PrivacySection({ me }: { me: Me }): ReactNode {
  const words = useWords()
  return (
    <section className="apart">
      <h2>{words('privacy.title')}</h2>
      <MessagesFromField me={me} />
      <h3>{words('privacy.blocked')}</h3>
      <ApartList way="block" />
      <h3>{words('privacy.muted')}</h3>
      <ApartList way="mute" />
    </section>
  )
}

/** Shown as chosen at once, and put back if the server refuses. */
function MessagesFromField({ me }: { me: Me }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const { session } = usePorch()
  async function choose(messagesFrom: MessagesFrom): Promise<void> {
    session.changeMe({ ...me, messagesFrom })
    try {
      session.changeMe(await call('PATCH /me', { body: { messagesFrom } }))
      tell(t('action.saved'))
    } catch (error) {
      session.changeMe(me)
      tell(t(problemKey(problemOfError(error).code)))
    }
  }
  return (
    <ChoiceField
      label={words('privacy.messages')}
      options={MessagesFrom.options.map((value) => ({
        value,
        label: words(`privacy.${value}`),
        text: words(`privacy.${value}.text`),
      }))}
      value={me.messagesFrom}
      onChoose={(value) => void choose(value)}
    />
  )
}
