import { messagingLimits } from '@porchlight/contract/messaging'
import { useEffect, useState } from 'react'
import type { Tray } from '../../pictures/upload/tray-state.ts'
import type { TrayStore } from '../../pictures/upload/tray-store.ts'
import { useTalk } from '../conversation/talk.ts'
import { useWords } from '../words/use-words.ts'

interface Sent {
  readonly text: string
  readonly store: TrayStore
  readonly tray: Tray
  readonly onSent: () => void
}

interface SendMessage {
  readonly isReady: boolean
  /** What stands between the message and its being sent. */
  readonly note: string
  readonly send: () => void
}

/** Hands what was written to the message client, once its pictures can be seen. */
export function useSendMessage({ text, store, tray, onSent }: Sent): SendMessage {
  const words = useWords()
  const { handle, writing, write } = useTalk()
  const [isWaiting, setWaiting] = useState(false)
  const body = text.trim()
  const isEdit = writing.kind === 'edit'
  const pictures = isEdit ? [] : tray
  const isTooLong = body.length > messagingLimits.bodyUtf16Units
  const isReady = !isTooLong && (body !== '' || pictures.length > 0)
  const isComplete = pictures.every(({ state }) => state.kind === 'claimable')
  const hasFailed = pictures.some(({ state }) => state.kind === 'failed')

  function send(): void {
    if (!isReady) return
    if (isComplete) void hand()
    else setWaiting(true)
  }

  async function hand(): Promise<void> {
    setWaiting(false)
    if (isEdit) await handle.edit(writing.message.number, body)
    else {
      const pictureIds = pictures.flatMap(({ picture }) => picture?.id ?? [])
      await store.saveAll().catch(() => undefined) // a description that was not saved holds no message up
      await handle.send({
        body,
        ...(pictureIds.length > 0 && { pictureIds }),
        ...(writing.kind === 'reply' && { replyTo: writing.message.number }),
      })
      onSent()
      store.release()
    }
    write({ kind: 'new' })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: it answers to the pictures alone
  useEffect(() => {
    if (isWaiting && isComplete) void hand()
  }, [isWaiting, isComplete])

  return { isReady, send, note: noteOf() }

  function noteOf(): string {
    if (isTooLong) return words('compose.tooLong')
    if (!isWaiting) return ''
    return words(hasFailed ? 'compose.blocked' : 'compose.waiting')
  }
}
