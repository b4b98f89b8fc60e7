import type { ReactNode } from 'react'
import { Sheet } from '../design/dialog.tsx'
import type { PlainKey } from '../i18n/catalog.ts'
import { useTranslate } from '../i18n/translate.tsx'
import './shortcuts-sheet.css'

const shortcuts: readonly (readonly [keys: readonly string[], what: PlainKey])[] = [
  [['n'], 'shortcuts.write'],
  [['g', 'h'], 'shortcuts.home'],
  [['g', 'c'], 'shortcuts.community'],
  [['g', 'n'], 'shortcuts.notifications'],
  [['g', 'm'], 'shortcuts.messages'],
  [['j'], 'shortcuts.next'],
  [['k'], 'shortcuts.previous'],
  [['o'], 'shortcuts.open'],
  [['l'], 'shortcuts.like'],
  [['r'], 'shortcuts.reply'],
  [['.'], 'shortcuts.newest'],
  [['?'], 'shortcuts.help'],
]

export function ShortcutsSheet({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslate()
  return (
    <Sheet title={t('shortcuts.title')} onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(([keys, what]) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && <span className="soft small"> {t('shortcuts.then')} </span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}
