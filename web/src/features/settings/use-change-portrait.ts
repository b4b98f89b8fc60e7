import type { Me } from '@porchlight/contract/members'
import { useQueryClient } from '@tanstack/react-query'
import { tell } from '../../app/announcer.tsx'
import { useCall, usePorch } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import type { PortraitPurpose } from '../pictures/upload/portrait.ts'
import { useWords } from '../pictures/words/use-words.ts'

/** Takes a picture for the member's own, or none; it is in every place at once. Answers whether it was taken. */
export function useChangePortrait(me: Me): (purpose: PortraitPurpose, pictureId: string | null) => Promise<boolean> {
  const call = useCall()
  const client = useQueryClient()
  const { session } = usePorch()
  const t = useTranslate()
  const words = useWords()
  return async (purpose, pictureId) => {
    try {
      const body = purpose === 'avatar' ? { avatarId: pictureId } : { bannerId: pictureId }
      session.changeMe(await call('PATCH /me', { body }))
      void client.invalidateQueries({ queryKey: ['profile', me.handle] })
      void client.invalidateQueries({ queryKey: ['posts'] })
      void client.invalidateQueries({ queryKey: ['members'] })
      tell(words(pictureId === null ? 'portrait.removed' : 'portrait.done'))
      return true
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
      return false
    }
  }
}
