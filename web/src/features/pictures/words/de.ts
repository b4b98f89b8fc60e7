import type { en } from './en.ts'

export const de: Readonly<Record<keyof typeof en, string>> = {
  'lightbox.title': 'Bild',
  'lightbox.close': 'Schließen',
  'lightbox.next': 'Nächstes Bild',
  'lightbox.previous': 'Voriges Bild',
  'lightbox.larger': 'Größer',
  'lightbox.smaller': 'Kleiner',
  'lightbox.position': 'Bild {number} von {count}.',
  'lightbox.undescribed': 'Dieses Bild hat keine Beschreibung.',

  'tray.label': 'Bilder deines Beitrags',
  'tray.add': 'Bilder hinzufügen',
  'tray.camera': 'Ein Foto aufnehmen',
  'tray.sending': 'Bild {number}: wird gesendet',
  'tray.processing': 'Gleich fertig',
  'tray.ready': 'Bild {number} ist fertig.',
  'tray.described': 'Bild {number}: Beschreibung ändern',
  'tray.describe': 'Bild {number}: beschreiben',
  'tray.describeShort': 'In Worten',
  'tray.remove': 'Bild {number} entfernen',
  'tray.cancel': 'Bild {number} abbrechen',
  'tray.retry': 'Nochmals',
  'tray.waiting':
    '{count, plural, one {Wird veröffentlicht, sobald das Bild fertig ist} other {Wird veröffentlicht, sobald # Bilder fertig sind}}',
  'tray.stopWaiting': 'Doch noch nicht',
  'tray.blocked': 'Entferne, was nicht angekommen ist, oder sende es nochmals; dann veröffentliche.',
  'portrait.noPreview': 'Dieses Gerät kann es erst zeigen, wenn es fertig ist.',
  'tray.fileName': 'Bild',

  'describe.title': 'Bild {number} beschreiben',
  'describe.label': 'Beschreibung',
  'describe.hint': 'Was würdest du am Telefon darüber sagen? Wer es nicht sehen kann, bekommt es vorgelesen.',
  'describe.focal': 'Was im Blick bleiben muss',
  'describe.focalHint':
    'Zieh den Punkt, oder bewege ihn mit den Pfeiltasten. Er zählt, wo das Bild beschnitten gezeigt wird.',
  'describe.focalAt': '{x} Prozent von links, {y} Prozent von oben',
  'describe.earlier': 'Nach vorn',
  'describe.later': 'Nach hinten',
  'describe.done': 'Fertig',
  'describe.tooLong': 'Höchstens {count} Zeichen.',
  'describe.failed': 'Die Beschreibung wurde nicht gespeichert. Öffne sie nochmals und drück auf Fertig.',

  'remind.text':
    '{count, plural, one {Ein Bild hat keine Beschreibung. Wer es nicht sehen kann, erfährt nicht, was darauf ist.} other {# Bilder haben keine Beschreibung. Wer sie nicht sehen kann, erfährt nicht, was darauf ist.}}',
  'remind.describe': 'Beschreiben',
  'remind.post': 'So veröffentlichen',
  'remind.setting': 'Erinnere mich daran, Bilder zu beschreiben',
  'remind.settingText':
    'Fragt einmal nach, bevor ein Beitrag mit unbeschriebenen Bildern veröffentlicht wird. Gilt auf diesem Gerät.',

  'check.tooMany': 'Ein Beitrag fasst höchstens vier Bilder. Die übrigen wurden weggelassen.',
  'check.tooLarge': '{name} ist größer als 25 MB. Mach es kleiner und wähle es nochmals.',
  'check.empty': '{name} ist leer. Wähle ein anderes.',
  'check.notPicture':
    '{name} ist kein Bild, das hier gezeigt werden kann. Möglich sind JPEG, PNG, WebP, AVIF, GIF und HEIC.',

  'trouble.lost':
    'Die Verbindung ging verloren. Es wird nochmals gesendet, sobald du wieder verbunden bist; oder versuch es jetzt.',
  'trouble.refused': 'Es wurde nicht angenommen. Versuch es nochmals.',
  'trouble.unfinished': 'Es war noch nicht angekommen, als die Seite verlassen wurde. Wähle es nochmals.',
  'trouble.not_a_picture': 'Das ist kein Bild. Wähle ein anderes.',
  'trouble.type_mismatch': 'Die Datei ist nicht von der Art, die sie angibt. Speichere sie neu als JPEG oder PNG.',
  'trouble.damaged': 'Die Datei ist beschädigt. Wähle eine andere Kopie.',
  'trouble.too_many_pixels': 'Es hat mehr als 50 Megapixel. Mach es kleiner.',
  'trouble.too_many_frames': 'Die Animation ist zu lang. Kürze sie.',
  'trouble.too_large': 'Es ist größer als 25 MB. Mach es kleiner.',
  'trouble.unsupported': 'Diese Art Bild kann nicht gelesen werden. Speichere es als JPEG oder PNG.',
  'trouble.took_too_long': 'Es hat zu lange gedauert. Versuch es nochmals, oder mach es kleiner.',
  'trouble.processing_failed':
    'Es konnte nicht fertiggestellt werden. Versuch es nochmals; bleibt es so, sag es der Verwaltung.',
  'trouble.never_arrived': 'Es ist nie angekommen. Versuch es nochmals.',

  'portrait.avatar': 'Bild von dir',
  'portrait.avatarText': 'Steht neben deinem Namen.',
  'portrait.banner': 'Titelbild',
  'portrait.bannerText': 'Steht über deinem Profil, dreimal so breit wie hoch.',
  'portrait.choose': 'Bild wählen',
  'portrait.change': 'Ein anderes wählen',
  'portrait.remove': 'Entfernen',
  'portrait.use': 'Übernehmen',
  'portrait.cancel': 'Abbrechen',
  'portrait.move': 'Zieh, um den Ausschnitt zu verschieben, oder nimm die Pfeiltasten.',
  'portrait.sendingLabel': 'Das Bild wird gesendet',
  'portrait.processing': 'Gleich fertig',
  'portrait.done': 'Dein Bild ist geändert.',
  'portrait.removed': 'Das Bild ist entfernt.',
}
