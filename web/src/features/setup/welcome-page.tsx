import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { type ApiProblem, problemOfError } from '../../client/problem.ts'
import { Button } from '../../design/button.tsx'
import { ProblemNotice } from '../../design/notice.tsx'
import { Porch } from '../../design/porch.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { CommunityForm } from '../admin/community-form.tsx'
import { useCommunity } from '../community/queries.ts'
import { Door } from '../session/door.tsx'
import { Steps } from './steps.tsx'

/** The first administrator's next two steps: what the place is called, and whether it begins with samples. */
export function Page(): ReactNode {
  const t = useTranslate()
  const community = useCommunity()
  const [step, setStep] = useState<2 | 3>(2)
  if (community === undefined) return <PostSkeletons label={t('timeline.loading')} number={2} />
  if (step === 2) {
    return (
      <Door title={t('setup.community.title')} tab={t('title.welcome')} text={t('setup.community.text')}>
        <Steps step={2} />
        <CommunityForm community={community} action={t('setup.community.action')} onSaved={() => setStep(3)} />
      </Door>
    )
  }
  return (
    <Door title={t('setup.samples.title')} tab={t('title.welcome')} text={t('setup.samples.text')}>
      <Steps step={3} />
      <Porch />
      <SamplesOffer />
    </Door>
  )
}

function SamplesOffer(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  async function enter(): Promise<void> {
    await client.invalidateQueries()
    tell(t('setup.done'))
    await navigate('/community', { replace: true })
  }

  async function fill(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await call('PUT /admin/samples')
      await enter()
    } catch (error) {
      setProblem(problemOfError(error))
      setBusy(false)
    }
  }

  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <div className="form-actions">
        <Button look="primary" busy={busy} onClick={() => void fill()}>
          {t('setup.samples.action')}
        </Button>
        <Button look="plain" onClick={() => void enter()}>
          {t('setup.samples.skip')}
        </Button>
      </div>
    </>
  )
}
