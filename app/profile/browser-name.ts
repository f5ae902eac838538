const browsers = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chrome', Safari: 'Safari' }
const systems = {
  Android: 'Android',
  iPhone: 'iPhone',
  iPad: 'iPad',
  Windows: 'Windows',
  Mac: 'macOS',
  Linux: 'Linux',
}

/** A readable name for a User-Agent: "Firefox on Windows". Only for display. */
export function browserName(userAgent: string): string {
  const find = (names: Record<string, string>) =>
    Object.entries(names).find(([token]) => userAgent.includes(token))?.[1]
  const [browser, system] = [find(browsers) ?? 'Another browser', find(systems)]
  return system ? `${browser} on ${system}` : browser
}
