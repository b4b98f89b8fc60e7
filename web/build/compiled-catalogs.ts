import { pathToFileURL } from 'node:url'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const catalogFile = /\/src\/(?:i18n|features\/.*\/words)\/(?<language>en|de)\.ts$/

/** Compiles the ICU messages while building, so that no page carries their parser. */
export function compiledCatalogs(): Plugin {
  return {
    name: 'porchlight:compiled-catalogs',
    enforce: 'pre',
    async load(id) {
      const language = catalogFile.exec(id)?.groups?.language
      if (language === undefined) return null
      const module: Record<string, Record<string, string>> = await import(pathToFileURL(id).href)
      const messages = Object.entries(module[language] ?? {})
      const compiled = messages.map(([key, message]) => [key, compileMessageOrThrow(message)])
      return `export const ${language} = ${JSON.stringify(Object.fromEntries(compiled))}`
    },
  }
}
