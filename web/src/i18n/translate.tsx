import { type I18n, type Messages, setupI18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import type { Language } from '@porchlight/contract/fields'
import { type ReactNode, useMemo } from 'react'
import type { ProblemCode } from '../client/problem.ts'
import type { Translate, TranslateOf } from './catalog.ts'
import type { en } from './en.ts'

/** One catalog a page: the other language is loaded when someone chooses it. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === 'de') return { ...(await import('./de.ts')).de }
  return { ...(await import('./en.ts')).en }
}

export async function createI18n(language: Language): Promise<I18n> {
  return setupI18n({ locale: language, messages: { [language]: await loadMessages(language) } })
}

export async function changeLanguage(i18n: I18n, language: Language): Promise<void> {
  if (i18n.locale === language) return
  i18n.loadAndActivate({ locale: language, messages: await loadMessages(language) })
}

export function Translations({ i18n, children }: { i18n: I18n; children: ReactNode }): ReactNode {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>
}

export function translatorOf<Words extends Readonly<Record<string, string>> = typeof en>(
  i18n: I18n,
): TranslateOf<Words> {
  return (key: string, ...[values]: [values?: Record<string, unknown>]) => i18n._(key, values)
}

export function useTranslate(): Translate {
  const { i18n } = useLingui()
  // `i18n.locale` changes inside the same object.
  return useMemo(() => translatorOf(i18n), [i18n, i18n.locale])
}

export function useI18n(): I18n {
  return useLingui().i18n
}

export function useLocale(): Language {
  return useLingui().i18n.locale === 'de' ? 'de' : 'en'
}

export function problemKey(code: ProblemCode): `problem.${ProblemCode}` {
  return `problem.${code}`
}
