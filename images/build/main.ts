import { FunctionName } from '@porchlight/contract/function-messages'
import { bundleFunction } from './bundle.ts'

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  process.stderr.write('Say where to: npm run bundle -w @porchlight/images -- DIRECTORY\n')
  process.exit(1)
}
for (const name of FunctionName.options) await bundleFunction(name, `${directory}/${name}`)
