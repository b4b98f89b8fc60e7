import { DomainError } from '@porchlight/contract/errors'
import type { Db } from '../database/database.ts'
import { claimForPost, claimForProfile, deleteOtherClaims } from './claim-queries.ts'
import type { ShownPicture } from './rows.ts'

/**
 * Lets a post that was just inserted show these pictures, in this order.
 *
 * @throws {DomainError} `picture_unavailable`: one is not there, not the author's, shown already, or has nothing to show.
 */
export async function claimPostPictures(
  tx: Db,
  claim: { postId: string; ownerId: string; pictureIds: readonly string[] },
): Promise<ShownPicture[]> {
  if (claim.pictureIds.length === 0) return []
  const claimed = await claimForPost(tx, claim)
  if (claimed.length < claim.pictureIds.length) throw new DomainError('picture_unavailable')
  const byId = new Map(claimed.map((row) => [row.id, row]))
  return claim.pictureIds.flatMap((id) => byId.get(id) ?? [])
}

/**
 * Shows this picture on the owner's profile, or none; the one before is deleted. The member must be locked.
 *
 * @throws {DomainError} `picture_unavailable`
 */
export async function claimProfilePicture(
  tx: Db,
  claim: { purpose: 'avatar' | 'banner'; ownerId: string; pictureId: string | null },
): Promise<void> {
  await deleteOtherClaims(tx, claim)
  const { pictureId } = claim
  if (pictureId === null) return
  if (!(await claimForProfile(tx, { ...claim, pictureId }))) throw new DomainError('picture_unavailable')
}
