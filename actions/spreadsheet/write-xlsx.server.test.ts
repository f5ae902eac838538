import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readXlsx } from '../imports/formats/xlsx.server.ts'
import { openZip } from '../imports/formats/zip.server.ts'
import { sheetEnd, sheetWriter, workbook } from './write-xlsx.server.ts'

const columns = [
  { header: 'Id', width: 8, numbers: true },
  { header: 'Text', width: 20 },
]

test('each text is a cell of text, below a bold and frozen head', async () => {
  const texts = [
    '=1+1',
    '+442079460018',
    '007',
    '1E5',
    '2026-01-02',
    '<&>"',
    ' a\nb ',
    '_x0041_',
    '\uffff',
    '👩‍👩‍👧',
  ]
  const bytes = await fileOf([texts.map((each, index) => [index, each])])
  const xml = openZip(bytes).read('xl/worksheets/sheet1.xml')?.toString() ?? ''
  expect(xml).not.toContain('<f>')
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(xml).toContain('<c r="A1" s="2" t="inlineStr"')
  expect(xml.match(/t="inlineStr"/g)).toHaveLength(texts.length + 2)
  const { sheets, rows } = await readXlsx(bytes, 1, { rows: 100, columns: 10 })
  expect(sheets).toEqual(['People'])
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['Id', 'Text'],
    ...texts.map((each, index) => [String(index), each]),
  ])
})

test('100,000 people need little memory', { timeout: 120_000 }, async () => {
  const rows = (from: number) =>
    Array.from({ length: 1_000 }, (_, index) => [from + index, `Person ${from + index} ${'x'.repeat(300)}`])
  const before = process.memoryUsage().rss
  let [most, size] = [0, 0]
  const write = sheetWriter(columns)
  const sheet = async function* () {
    for (let from = 0; from < 100_000; from += 1_000) yield Buffer.from(write(rows(from)))
    yield Buffer.from(sheetEnd(columns))
  }
  for await (const chunk of workbook(sheet())) {
    size += chunk.length
    most = Math.max(most, process.memoryUsage().rss - before)
  }
  expect(size).toBeGreaterThan(500_000)
  expect(most).toBeLessThan(150_000_000)
})

test('an error while the rows are read is the error of the file', async () => {
  const sheet = async function* () {
    yield Buffer.from('<worksheet>')
    throw new Error('the database is away')
  }
  await expect(buffer(Readable.from(workbook(sheet())))).rejects.toThrow('the database is away')
})

async function fileOf(batches: (string | number)[][][]): Promise<Buffer> {
  const write = sheetWriter(columns)
  const xml = batches.map(write).join('') + sheetEnd(columns)
  return buffer(Readable.from(workbook([Buffer.from(xml)])))
}
