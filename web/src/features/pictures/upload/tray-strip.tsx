import { type DragEvent, type ReactNode, useState } from 'react'
import { IconButton } from '../../../design/button.tsx'
import { Icon } from '../../../design/icons.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { troubleText } from '../trouble.ts'
import { useWords } from '../words/use-words.ts'
import { TrayFace } from './tray-face.tsx'
import { isWorthRetrying, type Tray, type TrayPicture } from './tray-state.ts'
import type { TrayStore } from './tray-store.ts'
import './tray.css'

interface TrayStripProps {
  readonly store: TrayStore
  readonly tray: Tray
  readonly onDescribe: (key: string) => void
}

/** The pictures of a draft: how far each has come, what was said about it, and in which order they stand. */
export function TrayStrip({ store, tray, onDescribe }: TrayStripProps): ReactNode {
  const words = useWords()
  if (tray.length === 0) return null
  return (
    <>
      <ul className="tray" aria-label={words('tray.label')}>
        {tray.map((entry, index) => (
          <TrayItem key={entry.key} entry={entry} index={index} store={store} onDescribe={onDescribe} />
        ))}
      </ul>
      <TrayTroubles tray={tray} store={store} />
      <TrayNews tray={tray} />
    </>
  )
}

interface TrayItemProps {
  readonly entry: TrayPicture
  readonly index: number
  readonly store: TrayStore
  readonly onDescribe: (key: string) => void
}

const dragged = 'application/x-porchlight-picture'

function TrayItem({ entry, index, store, onDescribe }: TrayItemProps): ReactNode {
  const words = useWords()
  const number = index + 1
  const isUnder = entry.state.kind === 'granting' || entry.state.kind === 'sending'
  const isDescribed = entry.altText.trim() !== ''
  function drop(event: DragEvent): void {
    const key = event.dataTransfer.getData(dragged)
    if (key === '') return
    event.preventDefault()
    event.stopPropagation()
    store.move(key, index)
  }
  return (
    <li
      className={entry.state.kind === 'failed' ? 'tray-item tray-failed' : 'tray-item'}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(dragged, entry.key)}
      onDragOver={(event) => event.dataTransfer.types.includes(dragged) && event.preventDefault()}
      onDrop={drop}
    >
      <button
        type="button"
        className="tray-face"
        aria-label={words(isDescribed ? 'tray.described' : 'tray.describe', { number })}
        onClick={() => onDescribe(entry.key)}
      >
        <TrayFace entry={entry} />
        <span className="tray-badge" aria-hidden="true">
          {isDescribed ? <Icon name="check" size={14} /> : words('tray.describeShort')}
        </span>
      </button>
      <IconButton
        name="close"
        className="tray-remove"
        label={words(isUnder ? 'tray.cancel' : 'tray.remove', { number })}
        onClick={() => store.remove(entry.key)}
      />
      <TrayProgress entry={entry} number={number} />
    </li>
  )
}

function TrayProgress({ entry: { state }, number }: { entry: TrayPicture; number: number }): ReactNode {
  const words = useWords()
  if (state.kind === 'failed' || state.kind === 'claimable') return null
  const sent = state.kind === 'sending' ? state.sent : undefined
  const label = state.kind === 'processing' ? words('tray.processing') : words('tray.sending', { number })
  return (
    <progress
      className="tray-progress"
      aria-label={label}
      max={1}
      // Without a value it says only that something goes on.
      {...(sent !== undefined && sent < 1 && { value: sent })}
    />
  )
}

function TrayTroubles({ tray, store }: { tray: Tray; store: TrayStore }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  return (
    <div className="tray-troubles" role="alert">
      {tray.map(
        ({ key, state, chosen }, index) =>
          state.kind === 'failed' && (
            <p key={key}>
              <strong>{index + 1}.</strong> {troubleText(state.trouble, t, words)}{' '}
              {chosen && isWorthRetrying(state.trouble) && (
                <button type="button" className="text-button" onClick={() => store.retry(key)}>
                  {words('tray.retry')}
                </button>
              )}
            </p>
          ),
      )}
    </div>
  )
}

/** Says which one became ready; how far the others are, their bars tell. */
function TrayNews({ tray }: { tray: Tray }): ReactNode {
  const words = useWords()
  const [before, setBefore] = useState<readonly string[]>([])
  const [news, setNews] = useState('')
  const ready = tray.filter(({ state }) => state.kind === 'claimable').map(({ key }) => key)
  const fresh = ready.find((key) => !before.includes(key))
  if (fresh !== undefined) {
    setBefore(ready)
    setNews(words('tray.ready', { number: tray.findIndex(({ key }) => key === fresh) + 1 }))
  }
  return (
    <p className="said" role="status">
      {news}
    </p>
  )
}
