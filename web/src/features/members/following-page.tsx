import type { ReactNode } from 'react'
import { AroundPage } from './around-page.tsx'

export function Page(): ReactNode {
  return <AroundPage side="following" />
}
