import type { Invitation } from '@porchlight/contract/community'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useCall } from '../../app/context.tsx'
import { useReader } from '../../app/reader.ts'
import { Button } from '../../design/button.tsx'
import { TextField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { longDate } from '../../i18n/time.ts'
import { useTranslate } from '../../i18n/translate.tsx'
import { AdminFrame } from './admin-frame.tsx'
import { AdminList } from './admin-list.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useAct } from './use-act.ts'

export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const [link, setLink] = useState<string | null>(null)
  return (
    <AdminFrame text={t('admin.invitations.text')}>
      <InvitationForm onMade={setLink} />
      {link && (
        <ShownOnce
          text={t('admin.invitations.once')}
          label={t('admin.invitations.link')}
          value={link}
          copy={t('action.copy')}
          copied={t('action.copied')}
          copyFailed={t('action.copyFailed')}
        />
      )}
      <h2>{t('admin.invitations.active')}</h2>
      <AdminList
        name="invitations"
        fetchPage={(cursor) => call('GET /admin/invitations', { ...(cursor && { query: { cursor } }) })}
        empty={t('admin.invitations.empty')}
      >
        {(invitation) => <InvitationLine key={invitation.id} invitation={invitation} />}
      </AdminList>
    </AdminFrame>
  )
}

const bounds = { uses: 1_000, days: 90 }

function InvitationForm({ onMade }: { onMade: (link: string) => void }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const [uses, setUses] = useState('1')
  const [days, setDays] = useState('7')
  const form = useForm<'uses' | 'days'>({
    check: () => ({
      ...(!isWithin(uses, bounds.uses) && { uses: t('admin.invitations.range', { count: bounds.uses }) }),
      ...(!isWithin(days, bounds.days) && { days: t('admin.invitations.range', { count: bounds.days }) }),
    }),
    send: async () => {
      const body = { uses: Number(uses), validDays: Number(days) }
      const { link } = await call('POST /admin/invitations', { body })
      onMade(link)
      await client.invalidateQueries({ queryKey: ['admin', 'invitations'] })
    },
  })
  return (
    <form className="invitation-form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('admin.invitations.uses')}
        fault={form.faults.uses}
        inputMode="numeric"
        value={uses}
        onChange={(event) => setUses(event.target.value)}
      />
      <TextField
        label={t('admin.invitations.days')}
        fault={form.faults.days}
        inputMode="numeric"
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {t('admin.invitations.make')}
        </Button>
      </div>
    </form>
  )
}

function isWithin(text: string, max: number): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= max
}

function InvitationLine({ invitation }: { invitation: Invitation }): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const reader = useReader()
  const { busy, act } = useAct()
  const params = { invitationId: invitation.id }
  return (
    <li className="line">
      <span className="line-words">
        <span>{t('admin.invitations.left', { count: invitation.usesLeft })}</span>
        <span className="soft small">
          {t('admin.invitations.until', { date: longDate(invitation.expiresAt, reader) })}
        </span>
      </span>
      <Button
        busy={busy}
        onClick={() =>
          act(() => call('DELETE /admin/invitations/:invitationId', { params }), t('admin.invitations.withdrawn'))
        }
      >
        {t('admin.invitations.withdraw')}
      </Button>
    </li>
  )
}
