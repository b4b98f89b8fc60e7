import { api, web } from '@porchlight/system/services'

export const architectures = ['arm64', 'x64'] as const
export type Architecture = (typeof architectures)[number]

export interface TierImage {
  readonly name: 'web' | 'api'
  readonly containerfile: string
  /** Programs of the image by their name in it, with the file that each is made from. */
  readonly programs: Readonly<Record<string, string>>
  /** Where programs stand, below `/app`: as far from what they read as in the repository. */
  readonly directory: string
  /** Files and folders that go in as they are, by where they stand below `/app`. */
  readonly files: Readonly<Record<string, string>>
  /** Packages that hold machine code and so cannot be part of a program. */
  packagesBeside(architecture: Architecture): readonly string[]
}

export const tierImages: readonly TierImage[] = [
  {
    name: 'web',
    containerfile: 'web/Containerfile',
    programs: { main: web.entry },
    directory: 'web/server',
    files: {},
    packagesBeside: () => [],
  },
  {
    name: 'api',
    containerfile: 'api/Containerfile',
    programs: { main: api.entry, 'prepare-database': 'api/src/database/main.ts' },
    directory: 'api/dist/server',
    files: { 'api/migrations': 'api/migrations', 'api/dist/server/pictures': 'api/src/samples/pictures' },
    packagesBeside: (architecture) => ['@node-rs/argon2', `@node-rs/argon2-linux-${architecture}-gnu`],
  },
]
