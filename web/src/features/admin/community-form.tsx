import type { Community, joinPolicies } from '@porchlight/contract/community'
import { graphemes, isSingleLine, limits } from '@porchlight/contract/text'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useCall, useMe } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { ChoiceField, SelectField, TextField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { changeLanguage, useI18n, useTranslate } from '../../i18n/translate.tsx'

interface CommunityFormProps {
  readonly community: Community
  readonly action: string
  readonly onSaved: () => void
}

export function CommunityForm({ community, action, onSaved }: CommunityFormProps): ReactNode {
  const t = useTranslate()
  const i18n = useI18n()
  const me = useMe()
  const call = useCall()
  const client = useQueryClient()
  const [name, setName] = useState(community.name)
  const [tagline, setTagline] = useState(community.tagline)
  const [language, setLanguage] = useState(community.language)
  const [joinPolicy, setJoinPolicy] = useState(community.joinPolicy)
  const form = useForm<'name' | 'tagline'>({
    check: () => ({
      ...(!fits(name, 1, limits.communityNameGraphemes) && {
        name: t('fault.name', { count: limits.communityNameGraphemes }),
      }),
      ...(!fits(tagline, 0, limits.taglineGraphemes) && {
        tagline: t('fault.tooLong', { count: limits.taglineGraphemes }),
      }),
    }),
    send: async () => {
      const changed = await call('PATCH /community', { body: { name, tagline, language, joinPolicy } })
      client.setQueryData(['community'], changed)
      if (!me?.language) await changeLanguage(i18n, changed.language)
      onSaved()
    },
  })
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('field.communityName')}
        fault={form.faults.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={`${t('field.tagline')} (${t('field.optional')})`}
        hint={t('field.tagline.hint')}
        fault={form.faults.tagline}
        value={tagline}
        onChange={(event) => setTagline(event.target.value)}
      />
      <SelectField
        label={t('field.communityLanguage')}
        options={[
          { value: 'en', label: t('language.en') },
          { value: 'de', label: t('language.de') },
        ]}
        value={language}
        onChoose={setLanguage}
      />
      <ChoiceField
        label={t('field.joinPolicy')}
        options={(['open', 'approval', 'invitation'] satisfies readonly (typeof joinPolicies)[number][]).map(
          (policy) => ({
            value: policy,
            label: t(`policy.${policy}`),
            text: t(`policy.${policy}.text`),
          }),
        )}
        value={joinPolicy}
        onChoose={setJoinPolicy}
      />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}

function fits(text: string, min: number, max: number): boolean {
  const length = graphemes(text.trim())
  return length >= min && length <= max && isSingleLine(text.trim())
}
