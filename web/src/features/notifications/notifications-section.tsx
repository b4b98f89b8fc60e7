import type { Me, NotificationSetting } from '@porchlight/contract/members'
import type { ReactNode } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall, usePorch } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { useWords } from './words/use-words.ts'
import '../../design/field.css'

const kinds = [
  'reply',
  'mention',
  'like',
  'follow',
  'message_request',
] as const satisfies readonly NotificationSetting[]

/** Of what the member is told. */
export function NotificationsSection({ me }: { me: Me }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const { session } = usePorch()
  async function choose(kind: NotificationSetting): Promise<void> {
    const off = me.notificationsOff
    const notificationsOff = off.includes(kind) ? off.filter((each) => each !== kind) : [...off, kind]
    session.changeMe({ ...me, notificationsOff })
    try {
      session.changeMe(await call('PATCH /me', { body: { notificationsOff } }))
    } catch (error) {
      session.changeMe(me)
      tell(t(problemKey(problemOfError(error).code)))
    }
  }
  return (
    <section id="notifications">
      <h2>{words('title')}</h2>
      <fieldset className="choices">
        <legend>{words('setting.legend')}</legend>
        {kinds.map((kind) => (
          <label className="choice" key={kind}>
            <input type="checkbox" checked={!me.notificationsOff.includes(kind)} onChange={() => void choose(kind)} />
            <span>
              <span className="choice-label">{words(`setting.${kind}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="soft small">{words('setting.text')}</p>
    </section>
  )
}
