import { type ReactNode, useEffect, useRef } from 'react'
import { PageHeader } from '../../app/page-header.tsx'
import { PlaceLink } from '../../design/page-link.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import './admin.css'

const sections = [
  { to: '/admin', label: 'admin.community' },
  { to: '/admin/applicants', label: 'admin.people' },
  { to: '/admin/reports', label: 'admin.reports' },
  { to: '/admin/invitations', label: 'admin.invitations' },
  { to: '/admin/samples', label: 'admin.samples' },
  { to: '/admin/mails', label: 'admin.mails' },
  { to: '/admin/firewall', label: 'admin.firewall', within: true },
  { to: '/admin/storage', label: 'admin.storage' },
  { to: '/admin/webhooks', label: 'admin.webhooks', within: true },
] as const

export function AdminFrame({ text, children }: { text: string; children: ReactNode }): ReactNode {
  const t = useTranslate()
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return (
    <>
      <PageHeader title={t('title.admin')}>
        <nav className="tabs tabs-scroll" ref={tabs} aria-label={t('admin.sections')}>
          {sections.map((section) => (
            <PlaceLink className="tab" key={section.to} to={section.to} end={!('within' in section)}>
              {t(section.label)}
            </PlaceLink>
          ))}
        </nav>
      </PageHeader>
      <div className="admin">
        <p className="soft">{text}</p>
        {children}
      </div>
    </>
  )
}
