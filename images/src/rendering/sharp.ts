import sharp from 'sharp'

// What libvips could be made to load, whatever the first bytes were taken for: only these.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
// No picture is read twice, and a worker has one core: threads and caches would only take memory.
sharp.cache(false)
sharp.concurrency(1)

export { sharp }
