import { type ReactNode, useDeferredValue, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCall } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { IconButton } from '../../design/button.tsx'
import { Icon } from '../../design/icons.tsx'
import { Empty } from '../../design/notice.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { MemberList } from './member-list.tsx'
import { directory } from './queries.ts'
import { useSettled } from './settled.ts'
import '../../design/field.css'

/** Everyone who is here, newest first, and a search. */
export function Page(): ReactNode {
  const t = useTranslate()
  const call = useCall()
  const [search, setSearch] = useSearchParams()
  const [text, setText] = useState(search.get('q') ?? '')
  const q = useDeferredValue(useSettled(text.trim().slice(0, 50), 200))

  function change(next: string): void {
    setText(next)
    setSearch(next.trim() ? { q: next.trim() } : {}, { replace: true })
  }

  return (
    <>
      <PageHeader title={t('title.people')} />
      <search className="search">
        <Icon name="search" />
        <input
          className="input"
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.searchHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
        {text && <IconButton name="close" label={t('people.clear')} onClick={() => change('')} />}
      </search>
      <MemberList
        query={directory(call, q)}
        empty={
          <Empty title={t('empty.members.title')}>
            <p>{t('empty.members.text')}</p>
          </Empty>
        }
      />
    </>
  )
}
