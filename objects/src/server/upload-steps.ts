import type { Layout } from '../disk/layout.ts'
import { type Arriving, createObject, discardStaged, type StagedObject, stageObject } from '../disk/staged-object.ts'
import type { EventDelivery } from '../events/delivery.ts'
import { objectCreated } from '../events/object-created.ts'
import type { EventSpool } from '../events/spool.ts'

/** What becomes of an upload, in this order. After a crash between any two, none is half done. */
export interface UploadSteps {
  /** The bytes are on the disk and cannot be seen. */
  stage(arriving: Arriving): Promise<StagedObject>
  /** The event is on the disk: whatever is seen will be told of. Returns its name. */
  spool(staged: StagedObject): Promise<string>
  /** The object can be seen; false where its key already held one. */
  publish(staged: StagedObject): Promise<boolean>
  /** The event may go to whoever takes it. */
  announce(event: string): void
  discard(staged: StagedObject): Promise<void>
  retract(event: string): Promise<void>
}

export interface UploadStepsOptions {
  readonly layout: Layout
  readonly bucket: string
  readonly spool: EventSpool
  readonly delivery: EventDelivery
}

export function uploadSteps({ layout, bucket, spool, delivery }: UploadStepsOptions): UploadSteps {
  return {
    stage: (arriving) => stageObject(layout, arriving),
    spool: ({ properties: { key, contentLength, etag } }) =>
      spool.add(objectCreated({ bucket, key, bytes: contentLength, etag })),
    publish: (staged) => createObject(layout, staged),
    announce: (event) => delivery.offer(event),
    discard: discardStaged,
    retract: (event) => spool.remove(event),
  }
}
