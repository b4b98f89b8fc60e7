/** What databases, browsers and file systems take for an ASCII character ("best fit"), or drop. */
const folded: ReadonlyMap<string, string> = new Map([
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
  ['\u200b', ''],
  ['\u200c', ''],
  ['\u2060', ''],
  ['\ufeff', ''],
  ['\u00ad', ''],
  ['\u02bc', "'"],
  ['\u2019', "'"],
  ['\u2018', "'"],
  ['\u2032', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\ufe64', '<'],
  ['\ufe65', '>'],
  ['\u2044', '/'],
  ['\u2215', '/'],
  ['\u2216', '\\'],
  ['\u2024', '.'],
  ['\u2025', '..'],
  ['\ufe50', ','],
  ['\u037e', ';'],
  ['\u017f', 's'],
  ['\u212a', 'k'],
  ['\u0131', 'i'],
])
const foldable =
  /[\uff01-\uff5e\u3000\u00a0\u2028\u2029\u200b\u200c\u2060\ufeff\u00ad\u02bc\u2018\u2019\u201c\u201d\u2032\ufe64\ufe65\u2044\u2215\u2216\u2024\u2025\ufe50\u037e\u017f\u212a\u0131]/g

/** Digits and letters in circles, raised or lowered. */
const enclosed = /[\u2460-\u24ff\u2070-\u209c]/

/** Full-width and other look-alike characters as the ASCII that a later stage makes of them; nothing where nothing is shown. */
export function foldWide(text: string): string {
  const plain = enclosed.test(text) ? text.normalize('NFKC') : text
  return plain.replace(foldable, (character) => {
    const code = character.charCodeAt(0)
    return code >= 0xff01
      ? (folded.get(character) ?? String.fromCharCode(code - 0xfee0))
      : (folded.get(character) ?? '')
  })
}
