/** The call in three languages, ready to be pasted; the token is the reader's own. */
export function codeFor(url: string, query: string, variables: Record<string, unknown>) {
  const body = JSON.stringify({ query, variables }, null, 2);
  return {
    curl: curl(url, body),
    javascript: javascript(url, query, variables),
    php: php(url, query, variables),
  };
}

const curl = (url: string, body: string) =>
  [
    `curl ${url}/graphql \\`,
    `  -H "authorization: Bearer $TOKEN" \\`,
    `  -H 'content-type: application/json' \\`,
    `  --data-binary '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n');

const javascript = (url: string, query: string, variables: Record<string, unknown>) =>
  [
    `const query = ${JSON.stringify(query)};`,
    `const variables = ${JSON.stringify(variables, null, 2)};`,
    `const response = await fetch('${url}/graphql', {`,
    `  method: 'POST',`,
    `  headers: {`,
    '    authorization: `Bearer ${process.env.TOKEN}`,',
    `    'content-type': 'application/json',`,
    `  },`,
    `  body: JSON.stringify({ query, variables }),`,
    `});`,
    `const { data, errors } = await response.json();`,
  ].join('\n');

const php = (url: string, query: string, variables: Record<string, unknown>) =>
  [
    `<?php`,
    `$query = <<<'GRAPHQL'`,
    query,
    `GRAPHQL;`,
    `$variables = json_decode(${phpText(JSON.stringify(variables))}, true);`,
    `$curl = curl_init('${url}/graphql');`,
    `curl_setopt_array($curl, [`,
    `    CURLOPT_RETURNTRANSFER => true,`,
    `    CURLOPT_HTTPHEADER => [`,
    `        'content-type: application/json',`,
    `        'authorization: Bearer ' . getenv('TOKEN'),`,
    `    ],`,
    `    CURLOPT_POSTFIELDS => json_encode(['query' => $query, 'variables' => (object) $variables]),`,
    `]);`,
    `$answer = json_decode(curl_exec($curl), true);`,
  ].join('\n');

/** A text in single quotes as PHP reads it. */
const phpText = (text: string) =>
  `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
