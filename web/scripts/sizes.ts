import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { loadBuiltSite } from '../server/built-site.ts'

// Prints what the first page sends, compressed as it is sent, and fails where it is over its budget.
const budgets = { js: 130_000, css: 15_000 }
const built = await loadBuiltSite(join(import.meta.dirname, '../dist'))
const { script, preloads, styles, fonts } = built.filesOf(['src/i18n/en.ts'])

async function sentBytes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => stat(join(built.clientDirectory, `${file}.br`))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

const sent = { js: await sentBytes([script, ...preloads]), css: await sentBytes(styles) }
const fontFiles = await Promise.all(fonts.map((file) => readFile(join(built.clientDirectory, file))))
console.table({
  JavaScript: { files: preloads.length + 1, 'bytes (brotli)': sent.js, budget: budgets.js },
  CSS: { files: styles.length, 'bytes (brotli)': sent.css, budget: budgets.css },
  font: { files: fonts.length, 'bytes (brotli)': fontFiles.reduce((sum, file) => sum + file.length, 0) },
})
if (sent.js > budgets.js || sent.css > budgets.css) process.exitCode = 1
