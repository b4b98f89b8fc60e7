import type { KeptPicture } from '../pictures/upload/tray-store.ts'

/**
 * Drafts stay on this device, one for each member and each thing they write: they survive a reload and a sign-out. Of
 * pictures that have arrived the draft keeps ids and descriptions; what had not arrived is chosen again.
 */
function nameOf(memberId: string, targetId: string): string {
  return `porchlight.draft.${memberId}.${targetId}`
}

function picturesNameOf(memberId: string, targetId: string): string {
  return `porchlight.draft-pictures.${memberId}.${targetId}`
}

export function readDraft(memberId: string, targetId: string): string {
  return localStorage.getItem(nameOf(memberId, targetId)) ?? ''
}

export function keepDraft(memberId: string, targetId: string, text: string): void {
  write(nameOf(memberId, targetId), text.trim() === '' ? null : text)
}

export function readDraftPictures(memberId: string, targetId: string): readonly KeptPicture[] {
  const kept: KeptPicture[] = JSON.parse(localStorage.getItem(picturesNameOf(memberId, targetId)) ?? '[]')
  return kept
}

export function keepDraftPictures(memberId: string, targetId: string, pictures: readonly KeptPicture[]): void {
  write(picturesNameOf(memberId, targetId), pictures.length === 0 ? null : JSON.stringify(pictures))
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    // No room on this device: it is still in the page.
  }
}
