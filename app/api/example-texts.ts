/** The suite runs these examples as they are. */
export function examplesFor(origin: string) {
  const users = `${origin}/api/users`
  return {
    first: `curl '${users}?limit=2'`,
    curl: {
      headers: `curl --head '${users}'`,
      search: `curl '${users}?q=grace&sort=name&fields=id,name,jobTitle'`,
      changed: `curl --silent --output users.json \\
  --etag-compare users.etag --etag-save users.etag \\
  --write-out '%{http_code}\\n' '${users}?limit=1000'`,
      token: `curl --header "Authorization: Bearer $ROLLCALL_TOKEN" \\
  '${users}?status=all&sort=-updatedAt'`,
      file: `curl --output users.csv '${users}.csv'`,
      contacts: `curl --output people.vcf '${users}.vcf'`,
    },
    javascript: `const users = []
let next = '${users}?limit=1000'
while (next) {
  const response = await fetch(next)
  const body = await response.json()
  if (!response.ok) throw new Error(body.detail)
  users.push(...body)
  const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link'))
  next = link && new URL(link[1], response.url)
}
console.log(\`\${users.length} people\`)`,
    excel: `${users}.csv?bom=1`,
    powerQuery: `Csv.Document(
  Web.Contents(
    "${users}.csv",
    [Headers = [Authorization = "Bearer " & Token]]
  ),
  [Encoding = 65001]
)`,
    sheets: `=IMPORTDATA("${users}.csv")`,
    badges: `#!/bin/sh
# Writes badges.txt, with a page for each person.
set -eu
curl --silent --show-error --fail \\
  '${users}.jsonl?fields=name,knownAs,jobTitle' |
node -e '
  const lines = require("node:readline").createInterface(process.stdin)
  lines.on("line", (line) => {
    const { name, knownAs = name, jobTitle = "" } = JSON.parse(line)
    console.log([knownAs, name, jobTitle, "\\f"].join("\\n"))
  })
' > badges.txt`,
  }
}
