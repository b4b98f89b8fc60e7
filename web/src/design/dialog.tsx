import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslate } from '../i18n/translate.tsx'
import { Button, IconButton } from './button.tsx'
import './dialog.css'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** `alertdialog`: an answer is wanted before anything else. */
  readonly role?: 'dialog' | 'alertdialog'
}

/** A sheet from below on a phone, a dialog elsewhere: holds the focus, closes with Escape or a touch outside. */
export function Sheet({ title, onClose, children, role = 'dialog' }: SheetProps): ReactNode {
  const t = useTranslate()
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="sheet">
        <Dialog className="sheet-body" role={role}>
          <div className="sheet-head">
            <Heading slot="title" className="sheet-title">
              {title}
            </Heading>
            <IconButton name="close" label={t('action.close')} onClick={onClose} />
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface Question {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly onYes: () => void
}

/** Asks before something that cannot be taken back. */
export function Confirm({ question, onClose }: { question: Question; onClose: () => void }): ReactNode {
  const t = useTranslate()
  return (
    <Sheet title={question.title} onClose={onClose} role="alertdialog">
      <p className="soft">{question.text}</p>
      <div className="sheet-actions">
        <Button autoFocus onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose()
            question.onYes()
          }}
        >
          {question.yes}
        </Button>
      </div>
    </Sheet>
  )
}
