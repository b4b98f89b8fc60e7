import { ReportReason, type ReportSubject } from '@porchlight/contract/reports'
import { graphemes, limits } from '@porchlight/contract/text'
import { type ReactNode, useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { Button } from '../../design/button.tsx'
import { Sheet } from '../../design/dialog.tsx'
import { ChoiceField, TextAreaField } from '../../design/field.tsx'
import { useForm } from '../../design/form.ts'
import { ProblemNotice } from '../../design/notice.tsx'
import { useWords } from './words/use-words.ts'

/** What is wrong, in one of a few words and the reader's own. */
export function ReportSheet({ subject, onClose }: { subject: ReportSubject; onClose: () => void }): ReactNode {
  const words = useWords()
  const call = useCall()
  const [reason, setReason] = useState<ReportReason>('spam')
  const [note, setNote] = useState('')
  const tooLong = graphemes(note.trim()) > limits.reportNoteGraphemes
  const form = useForm<'note'>({
    check: () => (tooLong ? { note: words('report.noteTooLong', { count: limits.reportNoteGraphemes }) } : {}),
    send: async () => {
      await call('POST /reports', { body: { subject, reason, note: note.trim() } })
      onClose()
      tell(words('report.sent'))
    },
  })
  return (
    <Sheet title={words(`report.title.${subject.kind}`)} onClose={onClose}>
      <form className="form" noValidate onSubmit={form.onSubmit}>
        {subject.kind === 'message' && <p className="soft">{words('report.messageText')}</p>}
        <ChoiceField
          label={words('report.reason')}
          options={ReportReason.options.map((value) => ({ value, label: words(`reason.${value}`) }))}
          value={reason}
          onChoose={setReason}
        />
        <TextAreaField
          label={words('report.note')}
          hint={words('report.noteHint')}
          fault={form.faults.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {form.problem && <ProblemNotice problem={form.problem} />}
        <div className="sheet-actions">
          <Button onClick={onClose}>{words('report.cancel')}</Button>
          <Button look="primary" type="submit" busy={form.busy}>
            {words('report.send')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
