import { readFileSync } from 'node:fs'
import { readXlsx } from './xlsx.server.ts'

// Reads a file in a process of its own, where nothing else needs memory, and prints its rows and how many MB that took at most.
const bytes = readFileSync(process.argv[2] ?? '')
const before = process.memoryUsage.rss()
let most = before
const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
const outcome = await readXlsx(bytes, 1, { rows: 21_000, columns: 200 }).then(
  ({ rows }) => rows.length,
  (error) => error.message,
)
clearInterval(timer)
most = Math.max(most, process.memoryUsage.rss())
process.stdout.write(JSON.stringify([outcome, (most - before) / 1_000_000]))
