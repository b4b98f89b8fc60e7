import { type ReactNode, useState } from 'react'
import { usePorch } from '../../app/context.tsx'
import { rememberPreference } from '../../app/cookies.ts'
import { type Theme, themes } from '../../app/theme.ts'
import { ChoiceField } from '../../design/field.tsx'
import { useTranslate } from '../../i18n/translate.tsx'

export function ThemeField(): ReactNode {
  const t = useTranslate()
  const { boot } = usePorch()
  const [theme, setTheme] = useState<Theme>(() => shownTheme() ?? boot.theme)
  function choose(next: Theme): void {
    setTheme(next)
    rememberPreference('theme', next === 'automatic' ? null : next)
    if (next === 'automatic') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return (
    <ChoiceField
      label={t('settings.theme')}
      options={themes.map((value) => ({
        value,
        label: t(`settings.theme.${value}`),
        text: t(`settings.theme.${value}.text`),
      }))}
      value={theme}
      onChoose={choose}
    />
  )
}

function shownTheme(): Theme | undefined {
  const shown = document.documentElement.dataset.theme ?? 'automatic'
  return themes.find((theme) => theme === shown)
}
