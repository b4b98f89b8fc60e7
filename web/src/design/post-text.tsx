import type { ReactNode } from 'react'
import { linkify, shownLink } from './linkify.ts'
import { PageLink } from './page-link.tsx'

/** What a member wrote: their line breaks and direction, web addresses and handles as links. */
export function PostText({ text, className }: { text: string; className: string }): ReactNode {
  let offset = 0
  return (
    <p className={className} dir="auto">
      {linkify(text).map((part) => {
        const key = offset
        offset += part.text.length
        if (part.kind === 'mention') {
          return (
            <PageLink key={key} to={`/@${part.handle}`}>
              {part.text}
            </PageLink>
          )
        }
        if (part.kind === 'text') return part.text
        return (
          <a key={key} href={part.href} rel="nofollow ugc noopener" target="_blank" title={part.text}>
            <bdi>{shownLink(part.text)}</bdi>
          </a>
        )
      })}
    </p>
  )
}
