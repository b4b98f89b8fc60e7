import { chromiumArguments, requireChromium } from '@porchlight/tests/chromium'
import { launch } from 'chrome-launcher'
import lighthouse, { type Result } from 'lighthouse'
import type { Row } from './report.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const leastScore = 95

/** Scores of 100 by Lighthouse's own mobile settings: a slow phone on a slow network, simulated. */
export async function lighthouseRows(url: string): Promise<Row[]> {
  const chrome = await launch({
    chromePath: await requireChromium(),
    chromeFlags: ['--headless=new', ...chromiumArguments],
    logLevel: 'silent',
    handleSIGINT: false,
  })
  try {
    const result = await lighthouse(url, { port: chrome.port, onlyCategories: [...categories], logLevel: 'silent' })
    return categories.map((category) => {
      const score = result?.lhr.categories[category]?.score
      if (typeof score !== 'number')
        throw new Error(`Lighthouse gave no score for ${category}: ${faultIn(result?.lhr)}`)
      return {
        what: category.replace('-', ' '),
        unit: '',
        measured: Math.round(score * 100),
        limit: leastScore,
        promised: { atLeast: 1 },
      }
    })
  } finally {
    chrome.kill()
  }
}

/** What an audit broke off with, as a category has no score when one of its audits has none. */
function faultIn(report: Result | undefined): string {
  const broken = Object.values(report?.audits ?? {}).find(({ scoreDisplayMode }) => scoreDisplayMode === 'error')
  return report?.runtimeError?.message ?? broken?.errorMessage ?? 'it does not say why'
}
