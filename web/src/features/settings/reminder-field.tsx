import { type ReactNode, useState } from 'react'
import { remindOfDescriptions, remindsOfDescriptions } from '../pictures/remind.ts'
import { useWords } from '../pictures/words/use-words.ts'

export function ReminderField(): ReactNode {
  const words = useWords()
  const [on, setOn] = useState(remindsOfDescriptions)
  function choose(next: boolean): void {
    setOn(next)
    remindOfDescriptions(next)
  }
  return (
    <label className="choice">
      <input type="checkbox" checked={on} onChange={(event) => choose(event.target.checked)} />
      <span>
        <span className="choice-label">{words('remind.setting')}</span>
        <span className="choice-text">{words('remind.settingText')}</span>
      </span>
    </label>
  )
}
