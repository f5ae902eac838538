import { register } from 'node:module'

// Two of the generators print code with the API of the TypeScript compiler, which version 7 no longer has.
const older = new URL('typescript.mjs', import.meta.url).href
const hook = `export const resolve = (specifier, context, next) =>
  specifier === 'typescript' ? { url: '${older}', shortCircuit: true } : next(specifier, context)`

register(`data:text/javascript,${encodeURIComponent(hook)}`)
