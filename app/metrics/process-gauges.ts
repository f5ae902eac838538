import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge } from 'prom-client'

/** How often the delay of the event loop is measured. */
const lagEveryMs = 20

/**
 * The process, under the names that prom-client gives by default. Its own defaults also watch each garbage collection,
 * which nothing here reads.
 */
export function registerProcess(): void {
  registerLag()
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss())
  gauge('nodejs_heap_size_used_bytes', 'Memory of objects', () => process.memoryUsage().heapUsed)
  gauge('process_start_time_seconds', 'Start of the process, since 1970', () => performance.timeOrigin / 1e3)
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Time that the process worked, user and system',
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
}

function registerLag(): void {
  const delay = monitorEventLoopDelay({ resolution: lagEveryMs })
  delay.enable()
  // The measured time includes the pause between two measurements.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - lagEveryMs / 1e3) || 0
  gauge('nodejs_eventloop_lag_p50_seconds', 'Half of the delays are shorter', () =>
    seconds(delay.percentile(50)),
  )
  gauge('nodejs_eventloop_lag_p99_seconds', '99 of 100 delays are shorter', () =>
    seconds(delay.percentile(99)),
  )
  // Read last, and so it begins the next period.
  gauge('nodejs_eventloop_lag_max_seconds', 'The longest delay', () => {
    const longest = seconds(delay.max)
    delay.reset()
    return longest
  })
}

function gauge(name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set(read())
    },
  })
}
