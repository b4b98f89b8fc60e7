import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharp } from './rendering/sharp.ts'
import { planted, tellingPictures } from './testing/corpus/metadata.ts'
import { Bench, pictureId } from './testing/process.ts'

test('nothing that a camera or a program wrote beside the picture is in any of its renditions', async () => {
  const seen = new Set<string>()
  for (const { name, ...upload } of await tellingPictures()) {
    for (const [what, mark] of Object.entries(planted)) if (upload.bytes.includes(mark)) seen.add(what)
    const bench = new Bench()
    const event = await bench.process(upload)
    assert.ok(event.type === 'picture.ready', `${name}: ${JSON.stringify(event)}`)
    assert.equal(event.data.renditions.length, 6)
    for (const { key } of event.data.renditions) await assertClean(bench, key, name)
  }
  assert.deepEqual([...seen].sort(), Object.keys(planted).sort(), 'each was planted at least once')
})

async function assertClean(bench: Bench, key: string, name: string): Promise<void> {
  const render = bench.render(key.replace(`renders/public/${pictureId}/`, ''))
  for (const mark of [...Object.values(planted), 'Exif', 'EXIF', 'http://ns.adobe.com', 'ICC_PROFILE', 'ICCP']) {
    assert.ok(!render.includes(mark), `${name}: ${mark} in ${key}`)
  }
  const { exif, xmp, iptc, icc, comments } = await sharp(render).metadata()
  assert.deepEqual(
    { exif, xmp, iptc, icc, comments },
    {
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      icc: undefined,
      comments: undefined,
    },
  )
}
