/** One call for the whole file system instead of one a file; Linux only. */
export const syncMethod = process.platform === 'linux' ? 'syncfs' : 'fsync'

/** Whether what was acknowledged must survive a crash; a throwaway database is lost with its directory anyway. */
export type Durability = 'durable' | 'throwaway'

const common: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  recovery_init_sync_method: syncMethod,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  // DETAIL lines quote members' data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  // Each of these would be a process that idles.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  wal_compression: 'on',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
}

const throwaway: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  // All tests share one server.
  max_connections: '400',
  min_wal_size: '2MB',
}

/** Arguments for `postgres`; what the operator wrote in `postgresql.conf` counts where these are silent. */
export function serverArguments(directories: { data: string; socket: string }, durability: Durability): string[] {
  const settings = {
    ...common,
    ...(durability === 'throwaway' && throwaway),
    unix_socket_directories: directories.socket,
  }
  const assignments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', directories.data, ...assignments]
}
