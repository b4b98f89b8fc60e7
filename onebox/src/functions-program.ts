import { join } from 'node:path'
import type { Configuration } from './configuration/configuration.ts'
import type { Secrets } from './data-directory/secrets.ts'
import { repositoryRoot } from './repository.ts'
import type { Program } from './supervisor/program.ts'

export interface FunctionsSurroundings {
  readonly configuration: Configuration
  readonly secrets: Secrets
  readonly socketDirectory: string
  readonly databaseUrl: string
  /** Where `api` is reached inside, as `unix:/PATH`. */
  readonly internalListener: string
}

/** Where the function runner takes events. `contract/` has the name as well, with the zod that comes with that. */
export function functionsSocket(socketDirectory: string): string {
  return join(socketDirectory, 'functions.sock')
}

/** As Standard Webhooks writes secrets: of several, the first signs and all verify. */
export function hookSecrets(secrets: Secrets): string {
  const each = secrets['hook-secret'].split(',')
  return each.map((secret) => `whsec_${Buffer.from(secret).toString('base64')}`).join(',')
}

/** The function runner. There is one: it owns its queues, and leaves and comes back when it is rolled. */
export function functionsProgram(
  surroundings: FunctionsSurroundings,
  common: Readonly<Record<string, string>>,
): Program {
  const { configuration, secrets, socketDirectory } = surroundings
  const path = functionsSocket(socketDirectory)
  return {
    name: 'functions',
    entry: join(repositoryRoot, 'onebox/src/functions/main.ts'),
    replicas: 1,
    slots: 1,
    endpoint: () => ({ kind: 'socket', path }),
    readyPath: '/readyz',
    livePath: '/livez',
    environment: {
      ...common,
      // Leaves time for the database within the 5 s that a stop may take.
      PORCHLIGHT_DRAIN_LIMIT_MS: '3000',
      DATABASE_URL: surroundings.databaseUrl,
      PORCHLIGHT_PICTURE_RETRY_SECONDS: configuration.pictureRetrySeconds,
      PORCHLIGHT_OBJECT_STORE: configuration.objectStore,
      PORCHLIGHT_MEDIA_ORIGIN: configuration.mediaOrigin,
      ...watermarkMark(configuration),
      PORCHLIGHT_WATERMARK_POSITION: configuration.watermarkPosition,
      PORCHLIGHT_WATERMARK_OPACITY: String(configuration.watermarkOpacity),
      PORCHLIGHT_NOTIFICATION_QUEUE: `runner:unix:${path}`,
      PORCHLIGHT_HOOK_URL: surroundings.internalListener,
      PORCHLIGHT_HOOK_SECRETS: hookSecrets(secrets),
    },
    needsDatabase: true,
    niceness: 0,
    role: 'service',
    roll: 'itself',
  }
}

/** A text or a picture, or nothing. */
function watermarkMark({ watermarkText: text, watermarkPicture: picture }: Configuration): Record<string, string> {
  return {
    ...(text !== undefined && { PORCHLIGHT_WATERMARK_TEXT: text }),
    ...(picture !== undefined && { PORCHLIGHT_WATERMARK_PICTURE: picture }),
  }
}
