import type { Table } from '../table.ts'

export const things: Table = {
  name: 'things',
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: [
    {
      name: 'by-rank',
      partitionKey: { name: 'kind', type: 'S' },
      sortKey: { name: 'rank', type: 'N' },
      projection: 'ALL',
    },
    { name: 'keys', partitionKey: { name: 'kind', type: 'S' }, projection: 'KEYS_ONLY' },
    { name: 'some', partitionKey: { name: 'kind', type: 'S' }, projection: ['note'] },
  ],
  ttlAttribute: 'expiresAt',
}

export const counts: Table = {
  name: 'counts',
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'at', type: 'N' },
  indexes: [],
}

export const blobs: Table = { name: 'blobs', partitionKey: { name: 'id', type: 'B' }, indexes: [] }

export const testTables: readonly Table[] = [things, counts, blobs]
