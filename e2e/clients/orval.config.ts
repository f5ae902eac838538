import { defineConfig } from 'orval'

const { ORIGIN = '' } = process.env

export default defineConfig({
  rollcall: {
    input: `${ORIGIN}/api/openapi.json`,
    output: { target: './generated/orval.ts', client: 'fetch', baseUrl: ORIGIN },
  },
})
