import { useEffect, useState } from 'react'
import { remindsOfDescriptions } from '../pictures/remind.ts'
import type { Tray } from '../pictures/upload/tray-state.ts'
import type { TrayStore } from '../pictures/upload/tray-store.ts'

/**
 * Where a post stands before it is sent. `reminding`: pictures without a description; `waiting`: for pictures that a post
 * cannot take yet; `blocked`: by one that did not arrive; `unsaved`: a description did not reach the server.
 */
export type Stage = 'writing' | 'reminding' | 'waiting' | 'saving' | 'blocked' | 'unsaved'

interface SendingOptions {
  readonly store: TrayStore
  readonly tray: Tray
  /** Everything that it is made of is there. */
  readonly onReady: () => void
}

export interface Sending {
  readonly stage: Stage
  readonly isBusy: boolean
  /** `asIs`: the pictures need no description. */
  readonly start: (how?: 'asIs') => void
  readonly stop: () => void
}

export function useSending({ store, tray, onReady }: SendingOptions): Sending {
  const [stage, setStage] = useState<Stage>('writing')
  const hasFailed = tray.some(({ state }) => state.kind === 'failed')
  const isComplete = tray.every(({ state }) => state.kind === 'claimable')

  function start(how?: 'asIs'): void {
    if (stage === 'saving') return
    const undescribed = tray.some(({ altText }) => altText.trim() === '')
    if (hasFailed) setStage('blocked')
    else if (undescribed && how === undefined && remindsOfDescriptions()) setStage('reminding')
    else if (isComplete) void finish()
    else setStage('waiting')
  }

  async function finish(): Promise<void> {
    setStage('saving')
    try {
      await store.saveAll()
      setStage('writing')
      onReady()
    } catch {
      setStage('unsaved')
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: it answers to the pictures alone
  useEffect(() => {
    if (stage === 'waiting' && hasFailed) setStage('blocked')
    else if (stage === 'waiting' && isComplete) void finish()
    else if (stage === 'blocked' && !hasFailed) setStage('writing')
  }, [stage, hasFailed, isComplete])

  return { stage, isBusy: stage === 'waiting' || stage === 'saving', start, stop: () => setStage('writing') }
}
