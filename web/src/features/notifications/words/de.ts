import type { en } from './en.ts'

export const de: Readonly<Record<keyof typeof en, string>> = {
  title: 'Mitteilungen',
  loading: 'Mitteilungen werden geladen',
  settings: 'Wählen, was du erfährst',
  markAll: 'Alle als gelesen markieren',
  end: 'Mitteilungen bleiben 90 Tage.',
  new: 'Neu:',
  remove: 'Diese Mitteilung löschen: {who}',
  removed: 'Gelöscht.',
  picture: '{count, plural, one {Ein Bild} other {# Bilder}}',
  requests: '{count, plural, one {Jemand möchte dir schreiben} other {# Leute möchten dir schreiben}}',

  'who.two': '{first} und {second}',
  'who.others': '{count, plural, one {# andere Person} other {# andere}}',
  'did.like': '{count, plural, one {mag deinen Beitrag} other {mögen deinen Beitrag}}',
  'did.reply': '{count, plural, one {hat dir geantwortet} other {haben dir geantwortet}}',
  'did.mention': '{count, plural, one {hat dich erwähnt} other {haben dich erwähnt}}',
  'did.follow': '{count, plural, one {folgt dir jetzt} other {folgen dir jetzt}}',

  'empty.title': 'Alles ruhig',
  'empty.text': 'Wenn dir jemand antwortet, dich erwähnt, einen Beitrag von dir mag oder dir folgt, steht es hier.',

  'setting.legend': 'Ich möchte erfahren',
  'setting.reply': 'Antworten auf meine Beiträge',
  'setting.mention': 'Beiträge, die mich erwähnen',
  'setting.like': 'Wer meine Beiträge mag',
  'setting.follow': 'Wer mir folgt',
  'setting.message_request': 'Fremde, die mir schreiben möchten',
  'setting.text':
    'Nur hier, nie per E-Mail. Von Leuten, die du stummgeschaltet oder blockiert hast, erfährst du nichts.',
}
