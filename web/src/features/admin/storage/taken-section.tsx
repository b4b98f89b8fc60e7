import type { Storage } from '@porchlight/contract/storage'
import type { ReactNode } from 'react'
import { useReader } from '../../../app/reader.ts'
import { count } from '../../../i18n/time.ts'
import { bytesText } from './bytes.ts'
import { useWords } from './words/use-words.ts'

export function Taken({ storage }: { storage: Storage }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  const { originals, renders, database, backups, limits, keepsOriginals } = storage
  const taken = originals.bytes + renders.bytes
  const told = (bytes: number) => bytesText(bytes, locale)
  return (
    <section className="storage-section">
      <h2>{words('taken.title')}</h2>
      <ul className="lines">
        <TakenLine label={words('taken.originals')} {...originals} />
        <TakenLine label={words('taken.renders')} {...renders} />
        <TakenLine label={words('taken.database')} bytes={database.bytes} />
        {backups && <TakenLine label={words('taken.backups')} {...backups} />}
      </ul>
      <div className="storage-meter">
        <meter aria-label={words('taken.title')} min={0} max={limits.bytes} high={limits.bytes * 0.9} value={taken} />
        <span>{words('taken.meter', { taken: told(taken), limit: told(limits.bytes) })}</span>
      </div>
      <p className="soft small">
        {words('taken.limits', {
          member: told(limits.bytesPerMember),
          hour: count(limits.picturesPerHour, locale),
          day: count(limits.picturesPerDay, locale),
        })}{' '}
        {words(keepsOriginals ? 'taken.kept' : 'taken.dropped')}
      </p>
    </section>
  )
}

interface TakenLineProps {
  readonly label: string
  readonly bytes: number
  readonly count?: number
}

function TakenLine({ label, bytes, count: files }: TakenLineProps): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  return (
    <li className="line">
      <span className="line-words">
        <span>{label}</span>
        {files !== undefined && <span className="soft small">{words('taken.count', { count: files })}</span>}
      </span>
      <strong className="storage-figure">{bytesText(bytes, locale)}</strong>
    </li>
  )
}
