import type { Language } from '@porchlight/contract/fields'

export interface MailText {
  readonly subject: string
  readonly body: string
}

/** What every mail can speak of. */
export interface Letter {
  readonly language: Language
  /** The reader's name. */
  readonly name: string
  readonly community: string
  readonly origin: string
}

const endings = {
  en: (community: string) => `Warm regards\n${community}`,
  de: (community: string) => `Herzliche Grüße\n${community}`,
} as const satisfies Record<Language, unknown>

/** Paragraphs between the greeting and the ending. */
function letter({ language, name, community }: Letter, paragraphs: readonly string[]): string {
  const greeting = language === 'de' ? `Hallo ${name},` : `Hello ${name},`
  return `${[greeting, ...paragraphs, endings[language](community)].join('\n\n')}\n`
}

/** @param link good for an hour. */
export function passwordResetMail(about: Letter, link: string): MailText {
  const { language, community } = about
  if (language === 'de') {
    const paragraphs = [
      `mit diesem Link setzt du ein neues Passwort für ${community}:`,
      link,
      'Er gilt eine Stunde und nur einmal. Danach sind alle anderen Geräte abgemeldet.',
      'Hast du nicht darum gebeten, musst du nichts tun: Dein Passwort bleibt, wie es ist.',
    ]
    return { subject: `Neues Passwort für ${community}`, body: letter(about, paragraphs) }
  }
  const paragraphs = [
    `With this link you set a new password for ${community}:`,
    link,
    'It works once, within an hour. Your other devices will be signed out.',
    'If you did not ask for it, there is nothing to do: your password stays as it is.',
  ]
  return { subject: `A new password for ${community}`, body: letter(about, paragraphs) }
}

/** To an applicant who was let in. */
export function welcomeMail(about: Letter): MailText {
  const { language, community, origin } = about
  if (language === 'de') {
    const paragraphs = [
      `schön, dass du da bist: Dein Konto bei ${community} ist freigegeben.`,
      `Komm herein: ${origin}`,
    ]
    return { subject: `Willkommen bei ${community}`, body: letter(about, paragraphs) }
  }
  const paragraphs = [`It is good to have you: your account at ${community} is approved.`, `Come in: ${origin}`]
  return { subject: `Welcome to ${community}`, body: letter(about, paragraphs) }
}

/** To administrators: an endpoint is no longer told what happens. Its address is shown without what may be a key in it. */
export function webhookDisabledMail(
  about: Letter,
  { url, because }: { url: string; because: 'gone' | 'failing' },
): MailText {
  const { language, community, origin } = about
  const { host } = new URL(url)
  const page = `${origin}/admin/webhooks`
  if (language === 'de') {
    const reason = because === 'gone' ? 'hat mit 410 (Gone) geantwortet' : 'war seit drei Tagen nicht zu erreichen'
    const paragraphs = [
      `der Webhook an ${host} ${reason} und ist jetzt ausgeschaltet. Was seither geschieht, erfährt er nicht.`,
      `Hier siehst du, woran es lag, und schaltest ihn wieder ein: ${page}`,
    ]
    return { subject: `Ein Webhook von ${community} ist ausgeschaltet`, body: letter(about, paragraphs) }
  }
  const reason = because === 'gone' ? 'answered 410 (Gone)' : 'could not be reached for three days'
  const paragraphs = [
    `The webhook to ${host} ${reason} and is now disabled. It is not told what happens from now on.`,
    `See what was wrong, and enable it again: ${page}`,
  ]
  return { subject: `A webhook of ${community} is disabled`, body: letter(about, paragraphs) }
}
