import { addressSignatures } from './addresses.ts'
import { commandSignatures } from './command.ts'
import { platformSignatures } from './devices-and-platforms.ts'
import { documentStoreSignatures } from './document-stores.ts'
import { documentSignatures } from './documents.ts'
import { fileSignatures } from './files.ts'
import { graphqlSignatures } from './graphql.ts'
import { innerHostSignatures } from './inner-hosts.ts'
import { interpreterSignatures } from './interpreters.ts'
import { javaSignatures } from './java.ts'
import { leftoverSignatures } from './leftovers.ts'
import { nodeSignatures } from './node.ts'
import { pathSignatures } from './paths.ts'
import { phpSignatures } from './php.ts'
import { probeSignatures } from './probes.ts'
import { productSignatures } from './products.ts'
import { queryLanguageSignatures } from './query-languages.ts'
import { scannerSignatures } from './scanners.ts'
import { serverJavascriptSignatures } from './server-javascript.ts'
import { shellSignatures } from './shells.ts'
import type { Signature } from './signature.ts'
import { sqlSignatures } from './sql.ts'
import { templateSignatures } from './template.ts'
import { xssSignatures } from './xss.ts'

export const signatures: readonly Signature[] = [
  ...sqlSignatures,
  ...xssSignatures,
  ...fileSignatures,
  ...addressSignatures,
  ...innerHostSignatures,
  ...commandSignatures,
  ...shellSignatures,
  ...phpSignatures,
  ...javaSignatures,
  ...nodeSignatures,
  ...serverJavascriptSignatures,
  ...templateSignatures,
  ...interpreterSignatures,
  ...queryLanguageSignatures,
  ...graphqlSignatures,
  ...documentStoreSignatures,
  ...documentSignatures,
  ...probeSignatures,
  ...productSignatures,
  ...platformSignatures,
  ...pathSignatures,
  ...leftoverSignatures,
  ...scannerSignatures,
]
