import { existsSync } from 'node:fs'
import { installFromDebian } from './debian.ts'

/** The cache is tested with a real Redis too where there is one; its suite says so where there is none. */
export async function offerRedis(): Promise<void> {
  if (!existsSync('/usr/bin/redis-server')) await installFromDebian('redis-server')
}
