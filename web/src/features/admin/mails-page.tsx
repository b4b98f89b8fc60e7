import type { Mail } from '@porchlight/contract/community'
import type { ReactNode } from 'react'
import { useCall } from '../../app/context.tsx'
import { linkify } from '../../design/linkify.ts'
import { Moment } from '../../design/moment.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { AdminFrame } from './admin-frame.tsx'
import { AdminList } from './admin-list.tsx'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  return (
    <AdminFrame text={t('admin.mails.text')}>
      <AdminList
        name="mails"
        fetchPage={(cursor) => call('GET /admin/mails', { ...(cursor && { query: { cursor } }) })}
        empty={t('admin.mails.empty')}
      >
        {(mail) => <MailLine key={mail.id} mail={mail} />}
      </AdminList>
    </AdminFrame>
  )
}

function MailLine({ mail }: { mail: Mail }): ReactNode {
  const t = useTranslate()
  return (
    <li>
      <details className="mail">
        <summary>
          <span className="line-words">
            <span className="mail-subject" dir="auto">
              {mail.subject}
            </span>
            <span className="soft small">
              {t('admin.mails.to', { email: mail.to })} · {t(`admin.mails.${mail.state}`)}
            </span>
          </span>
          <span className="soft small">
            <Moment at={mail.createdAt} />
          </span>
        </summary>
        <p className="mail-text" dir="auto">
          {linkify(mail.text).map((part, index) =>
            part.kind === 'link' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a mail does not change
              <a key={index} href={part.href} rel="noopener">
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </p>
      </details>
    </li>
  )
}
