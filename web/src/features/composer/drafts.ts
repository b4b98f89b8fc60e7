/** Drafts stay on this device, one for each member and each thing they write: they survive a reload and a sign-out. */
function nameOf(memberId: string, targetId: string): string {
  return `porchlight.draft.${memberId}.${targetId}`
}

export function readDraft(memberId: string, targetId: string): string {
  return localStorage.getItem(nameOf(memberId, targetId)) ?? ''
}

export function keepDraft(memberId: string, targetId: string, text: string): void {
  const name = nameOf(memberId, targetId)
  try {
    if (text.trim() === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    // No room on this device: the text is still in the field.
  }
}
