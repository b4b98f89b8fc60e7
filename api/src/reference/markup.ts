/** Markup that is safe as it stands. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | readonly Markup[]

/** Fills in values; whatever is not markup already is escaped. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(strings.reduce((text, string, index) => `${text}${write(values[index - 1] ?? '')}${string}`))
}

function write(value: Value): string {
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map((markup) => markup.text).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
