import { type ReactNode, useState } from 'react'
import { useRegionalLocale } from '../../../app/reader.ts'
import { Button } from '../../../design/button.tsx'
import { SelectField } from '../../../design/field.tsx'
import { countriesByName, countryName } from './countries.ts'
import { useChange } from './queries.ts'
import { useWords } from './words/use-words.ts'

export function Countries({ chosen }: { chosen: readonly string[] }): ReactNode {
  const words = useWords()
  const locale = useRegionalLocale()
  const { busy, change } = useChange()
  const [code, setCode] = useState('')
  const others = countriesByName(locale).filter(({ value }) => !chosen.includes(value))
  async function add(): Promise<void> {
    if (code === '') return
    const country = countryName(code, locale)
    await change({ blockedCountries: [...chosen, code] }, words('countries.added', { country }))
    setCode('')
  }
  return (
    <section className="firewall-section">
      <h2>{words('countries.title')}</h2>
      <p className="soft">{words('countries.text')}</p>
      {chosen.length === 0 ? (
        <p className="soft small">{words('countries.none')}</p>
      ) : (
        <ul className="lines">
          {chosen.map((each) => (
            <CountryLine key={each} code={each} chosen={chosen} />
          ))}
        </ul>
      )}
      <div className="country-form">
        <SelectField
          label={words('countries.choose')}
          options={[{ value: '', label: words('countries.placeholder') }, ...others]}
          value={code}
          onChoose={setCode}
        />
        <Button busy={busy} onClick={() => void add()}>
          {words('countries.add')}
        </Button>
      </div>
    </section>
  )
}

function CountryLine({ code, chosen }: { code: string; chosen: readonly string[] }): ReactNode {
  const words = useWords()
  const { busy, change } = useChange()
  const country = countryName(code, useRegionalLocale())
  const blockedCountries = chosen.filter((each) => each !== code)
  return (
    <li className="line">
      <span>{country}</span>
      <Button
        look="quiet"
        busy={busy}
        aria-label={words('lists.removeOf', { range: country })}
        onClick={() => void change({ blockedCountries }, words('countries.removed', { country }))}
      >
        {words('lists.remove')}
      </Button>
    </li>
  )
}
