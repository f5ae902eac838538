import { type Ask, newStart } from './ask.ts'

/** A script for wrk that asks these in turn. */
export function luaOf(asks: readonly Ask[]): string {
  const start = newStart()
  // Without a body a request is always the same, and is made once.
  return `
local asks = {${asks.map(luaOfAsk).join(',')}}
local place, n = 0, ${start}
math.randomseed(${start + process.pid})
local function number() return tostring(n) end
local function id()
  local r = math.random
  return string.format('%04x%04x-%04x-4%03x-8%03x-%06x%06x', r(0, 65535), r(0, 65535), r(0, 65535), r(0, 4095),
    r(0, 4095), r(0, 16777215), r(0, 16777215))
end
local made = {}
init = function()
  for i, ask in ipairs(asks) do made[i] = not ask[4] and wrk.format(ask[1], ask[2], ask[3]) end
end
request = function()
  place = place % #asks + 1
  if made[place] then return made[place] end
  local ask = asks[place]
  n = n + 1
  local body = ask[4]:gsub('{n}', number):gsub('{id}', id)
  return wrk.format(ask[1], ask[2], ask[3], body)
end
`
}

function luaOfAsk({ method = 'GET', path, headers = {}, body }: Ask): string {
  const pairs = Object.entries(headers).map(([name, value]) => `[${quoted(name)}]=${quoted(value)}`)
  return `{${quoted(method)},${quoted(path)},{${pairs.join(',')}},${body === undefined ? 'false' : quoted(body)}}`
}

/** Bytes that are no plain letters become numbers, which mean the same in every version of Lua. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) =>
    byte >= 32 && byte < 127 && byte !== 34 && byte !== 92
      ? String.fromCharCode(byte)
      : `\\${String(byte).padStart(3, '0')}`,
  )
  return `"${bytes.join('')}"`
}
