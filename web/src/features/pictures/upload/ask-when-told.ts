import { isLive, onNews } from '../../messages/notices.ts'
import { askAgainInMs } from './backoff.ts'

/** A word can be lost on its way: whoever waits for so long asks unasked. */
const unsureMs = 10_000

export interface Asking {
  readonly isAbout: (pictureId: string) => boolean
  /** Answers whether there is anything left to wait for. */
  readonly ask: () => Promise<boolean>
}

/**
 * Asks for pictures that are being made: soon, and whenever one is told of; by the clock only while nothing can be told.
 *
 * @returns what ends it.
 */
export function askWhenTold({ isAbout, ask }: Asking): () => void {
  let asked = 0
  let ended = false
  let timer = setTimeout(() => void again(), askAgainInMs(asked))
  const stopNews = onNews((news) => {
    if (news.type === 'missed' || (news.type === 'picture.changed' && isAbout(news.pictureId))) void again()
  })
  async function again(): Promise<void> {
    clearTimeout(timer)
    const isWaiting = await ask()
    if (ended) return
    if (!isWaiting) return end()
    asked += 1
    clearTimeout(timer)
    timer = setTimeout(() => void again(), isLive() ? unsureMs : askAgainInMs(asked))
  }
  function end(): void {
    ended = true
    clearTimeout(timer)
    stopNews()
  }
  return end
}
