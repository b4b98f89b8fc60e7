import type { Language } from '@porchlight/contract/fields'
import type { Me } from '@porchlight/contract/members'
import { graphemes, isPlainText, isSingleLine, limits } from '@porchlight/contract/text'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall, usePorch } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { SelectField, TextAreaField, TextField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { changeLanguage, translatorOf, useI18n, useTranslate } from '../../i18n/translate.tsx'
import { useCommunity } from '../community/queries.ts'

export function ProfileForm({ me }: { me: Me }): ReactNode {
  const t = useTranslate()
  const i18n = useI18n()
  const call = useCall()
  const client = useQueryClient()
  const { session } = usePorch()
  const communityLanguage = useCommunity()?.language ?? 'en'
  const [name, setName] = useState(me.name)
  const [bio, setBio] = useState(me.bio)
  const [language, setLanguage] = useState<Language | 'community'>(me.language ?? 'community')
  const form = useForm<'name' | 'bio'>({
    check: () => ({
      ...(!isName(name) && { name: t('fault.name', { count: limits.nameGraphemes }) }),
      ...(!isBio(bio) && { bio: t('fault.tooLong', { count: limits.bioGraphemes }) }),
    }),
    send: async () => {
      const body = { name, bio, language: language === 'community' ? null : language }
      const changed = await call('PATCH /me', { body })
      await changeLanguage(i18n, changed.language ?? communityLanguage)
      session.changeMe(changed)
      void client.invalidateQueries({ queryKey: ['profile', me.handle] })
      void client.invalidateQueries({ queryKey: ['posts'] })
      tell(translatorOf(i18n)('action.saved'))
    },
  })
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('field.name')}
        fault={form.faults.name}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextAreaField
        label={t('field.bio')}
        hint={t('field.bio.hint')}
        fault={form.faults.bio}
        value={bio}
        onChange={(event) => setBio(event.target.value)}
      />
      <SelectField
        label={t('field.language')}
        options={[
          {
            value: 'community',
            label: t('field.language.community', { language: t(`language.${communityLanguage}`) }),
          },
          { value: 'en', label: t('language.en') },
          { value: 'de', label: t('language.de') },
        ]}
        value={language}
        onChoose={setLanguage}
      />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}

function isName(text: string): boolean {
  const name = text.trim()
  return name !== '' && graphemes(name) <= limits.nameGraphemes && isSingleLine(name)
}

function isBio(text: string): boolean {
  return (
    graphemes(text.trim()) <= limits.bioGraphemes && text.length <= limits.bioUtf16Units && isPlainText(text.trim())
  )
}
