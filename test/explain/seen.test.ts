import { diagnose } from 'credwire/explain';
import { describe, expect, test } from 'vitest';

const LOGIN = 'https://api.bex.co.za/api/service/login';
const TOKEN = 'https://idscan.example/idscanenterprisesvc/token';
const JSON_BODY = '{"username":"user123","password":"it\'s $1 \\"x\\""}';
const bex = { username: 'user123', password: 'it\'s $1 "x"' };
const idscan = { baseUrl: 'https://idscan.example', username: 'psc', password: 'a+b c', area: 'scanning' } as const;
const ifactory = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'password' };
const TOKENS = 'https://mes.example/api/tokens?userLogin=demo&password=EKclpDnPPGiHI66zyK906w%3D%3D';
const FORM = 'grant_type=password&username=psc&password=a%2Bb+c&area=scanning';

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);
const ofBex = (seen: string) => codes(diagnose('bex', bex, seen));
const ofIdscan = (seen: string) => codes(diagnose('idscan', idscan, seen));
const ofIfactory = (seen: string) => codes(diagnose('ifactory', ifactory, seen));

describe('a curl command is read', () => {
  const posix = JSON_BODY.replaceAll("'", "'\\''");
  const ansi = JSON_BODY.replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('$', '\\u0024')
    .replaceAll('x', '\\x78');
  const rightOnes: Readonly<Record<string, string>> = {
    'with single quotes': `curl -X POST '${LOGIN}' -H 'Content-Type: application/json' -d '${posix}'`,
    'with --data-raw, a prompt and a comment': `$ curl '${LOGIN}' \\\n  -H 'content-type: application/json' \\\n  --data-raw '${posix}' # sign in`,
    'with --json': `curl --json '${posix}' ${LOGIN}`,
    "with $'…'": `curl '${LOGIN}' -H 'Content-Type: application/json' --data-raw $'${ansi}'`,
    'with double quotes': `curl "${LOGIN}" -H "Content-Type: application/json" -d "${JSON_BODY.replaceAll(/["\\$]/g, '\\$&')}"`,
    'with attached letters and flags': `curl -sSkXPOST --compressed --http2 -H'Content-Type: application/json' -d'${posix}' --url ${LOGIN}`,
    'with unknown flags': `curl --unheard-of --also-new value -Z '${LOGIN}' -H 'Content-Type: application/json' -d '${posix}' -o out.txt -w '%{http_code}' 2>/dev/null`,
    'behind other words': `FOO=bar sudo /usr/bin/curl --max-time 5 '${LOGIN}' -H 'Content-Type: application/json' -d '${posix}' | jq . > out.json`,
    'among several': `curl https://other.example/; echo done && curl '${LOGIN}' -H 'Content-Type: application/json' -d '${posix}'`,
    'with data behind --': `curl -H 'Content-Type: application/json' -d '${posix}' -- ${LOGIN}`,
    'with headers of every kind': `curl '${LOGIN}' -H 'Accept;' -H 'X-Empty:' -H 'Content-Type: application/json' -b a=1 -A x -e y -u a:b -d '${posix}'`,
    'with the config of a pipe': `@'\nurl = "${LOGIN}"\n# a comment\nheader = "Content-Type: application/json"\ndata-raw = "${JSON_BODY.replaceAll(/["\\]/g, '\\$&')}"\nsilent\n-X POST\n'@ | curl.exe --config -`,
    'in PowerShell': `curl.exe -X POST '${LOGIN}' \`\n  -H "Content-Type: application/json" \`\n  -d '${JSON_BODY.replaceAll("'", "''").replaceAll('\\"', '\\\\"').replaceAll('"', '\\"').replaceAll('\\\\\\"', '\\\\\\"')}'`,
  };
  for (const [name, command] of Object.entries(rightOnes)) {
    if (name === 'in PowerShell') continue; // its own test below
    test(name, () => {
      expect(ofBex(command), command).toEqual([]);
    });
  }

  test('in PowerShell, whose quotes are doubled and whose "\\"" is a quote', () => {
    const simple = { username: 'user123', password: "it's" };
    const body = '{\\"username\\":\\"user123\\",\\"password\\":\\"it\'\'s\\"}';
    const command = `curl.exe -X POST '${LOGIN}' \`\n  -H "Content-Type: application/json" \`\r\n  -d '${body}'; echo ok`;
    expect(diagnose('bex', simple, command)).toEqual([]);
    const other = `curl.exe "${LOGIN}?a=$b" \`\n -d "x\`n""y"""`;
    expect(codes(diagnose('bex', simple, other))).toContain('SHELL_EXPANDED');
    expect(codes(diagnose('bex', simple, `curl.exe ${LOGIN}?a=1&b=2 \`\n -s "`))).toEqual(
      expect.arrayContaining(['SHELL_SPLIT', 'UNREADABLE']),
    );
  });

  test('for cmd', () => {
    const command = `curl ^"${LOGIN}^" ^\n  -H ^"Content-Type: application/json^" ^\r\n  --data-raw ^"^{^\\^"username^\\^":^\\^"user123^\\^",^\\^"password^\\^":^\\^"it's $1 ^\\^\\^\\^"x^\\^\\^\\^"^\\^"^}^" & echo ok`;
    expect(ofBex(command)).toEqual([]);
    const old = `curl "${LOGIN}" -H "Content-Type: application/json" ^\n --data-binary "{""username"":""user123"",""password"":""it's $1 \\\\""x\\\\""""}"`;
    expect(ofBex(old)).not.toContain('UNREADABLE');
    expect(ofIfactory(`curl ${TOKENS} ^\n -s`)).toEqual(['SHELL_SPLIT']);
    expect(ofIfactory(`curl ^"${TOKENS}^" ^\n\n -s\\`)).not.toContain('SHELL_SPLIT');
  });

  test('with forms in parts, in the query, and as uploads', () => {
    const parts = ['grant_type=password', 'username=psc', 'area=scanning'].map((part) => `-d ${part}`).join(' ');
    expect(ofIdscan(`curl ${TOKEN} ${parts} --data-urlencode 'password=a+b c'`)).toEqual([]);
    expect(
      ofIdscan(`curl ${TOKEN} -d 'grant_type=password&username=psc&area=scanning' --data-urlencode '=password'`),
    ).toContain('FIELD_MISSING');
    expect(ofIdscan(`curl ${TOKEN} --data-urlencode 'a b' -d '${FORM}'`)).toEqual([]);
    expect(
      ofIfactory(
        `curl -G https://mes.example/api/tokens --data-urlencode userLogin=demo --data-urlencode 'password=EKclpDnPPGiHI66zyK906w=='`,
      ),
    ).toEqual([]);
    expect(
      ofIfactory(
        "curl 'https://mes.example/api/tokens?userLogin=demo' --url-query 'password=EKclpDnPPGiHI66zyK906w%3D%3D'",
      ),
    ).toEqual([]);
    expect(ofIfactory(`curl -I '${TOKENS}'`)).toEqual(['WRONG_METHOD']);
    expect(ofIfactory(`curl -T file '${TOKENS}'`)).toEqual(['FILE_BODY', 'WRONG_METHOD']);
    for (const option of ['-d @f', '--data-urlencode password@f', '-F file=@f', '-H @f', '-K f', '--json @f']) {
      expect(ofBex(`curl ${option} ${LOGIN}`), option).toContain('FILE_BODY');
    }
    expect(
      ofIdscan(`curl ${TOKEN} --form-string grant_type=password -F username=psc -F 'password=a+b c' -F area=scanning`),
    ).toEqual(['BODY_MULTIPART']);
  });

  test('without a scheme, as http', () => {
    expect(ofIfactory(`curl '${TOKENS.slice(8)}'`)).toEqual(['WRONG_HOST']);
  });

  test('with a token of its own', () => {
    expect(ofIdscan(`curl --oauth2-bearer abc ${TOKEN} -d '${FORM}'`)).toEqual(['BEARER_EXTRA']);
  });

  test('that cannot be right as a whole', () => {
    expect(ofBex(`curl '${LOGIN}`)).toContain('UNREADABLE');
    expect(ofBex(`curl "${LOGIN}`)).toContain('UNREADABLE');
    expect(ofBex(`curl $'${LOGIN}`)).toContain('UNREADABLE');
    expect(ofBex('curl --silent')).toEqual(['UNREADABLE']);
    expect(ofBex('curl --url')).toEqual(['UNREADABLE']);
    expect(ofBex('curl -d')).toEqual(['UNREADABLE']);
    expect(ofIfactory(`curl "${TOKENS}" > out.txt < in.txt 2> err.txt`)).toEqual([]);
    expect(ofIfactory(`curl "${TOKENS.replace('demo', 'de\\\nmo')}"`)).toEqual([]);
    expect(ofIfactory(`curl ^"${TOKENS}^" ^\r\n -H ^"a: b^\r\n\r\nc^" ^| more | jq`)).toEqual([]);
    expect(ofIfactory(`curl.exe "${TOKENS}" \`\n -H "a: \\""b" -H "c: \\"d"`)).toEqual([]);
    expect(ofBex('echo curl-ing; man curl\\')).toEqual(['UNREADABLE']);
    expect(ofBex(`echo "see (curl )"`)).toEqual(['UNREADABLE']);
    expect(ofIfactory(`curl ${TOKENS}`)).toEqual(['SHELL_SPLIT']);
    expect(ofIfactory(`# signs in, doesn't it?\ncurl '${TOKENS}' # it does\necho done`)).toEqual([]);
    expect(ofIfactory(`curl ${TOKENS.replaceAll('&', '\\&')}\\&x=$x`)).toEqual(['SHELL_EXPANDED']);
    expect(ofIfactory(`curl ${TOKENS.replaceAll('&', '\\&')}\\&x=\`date\``)).toEqual(['SHELL_EXPANDED']);
    expect(ofIfactory(`curl ${TOKENS.replaceAll('&', '\\&')}\\&x=$`)).toEqual([]);
    expect(ofIfactory(`curl "${TOKENS}&x=\`date\`"`)).toEqual(['SHELL_EXPANDED']);
    expect(ofIfactory(`curl ${TOKENS.replaceAll('&', '\\&')}\\\n --silent \\\r\n -k`)).toEqual([]);
  });
});

describe('other forms are read', () => {
  test('a URL, as a string or as an object', () => {
    const wrong = TOKENS.replace('demo', 'other');
    for (const [url, expected] of [
      [TOKENS, []],
      [wrong, ['OTHER_USER']],
    ] as const) {
      for (const seen of [url, new URL(url), { url }, { url: new URL(url) as unknown as string }]) {
        expect(codes(diagnose('ifactory', ifactory, seen)).filter((code) => code !== 'WRONG_METHOD')).toEqual(expected);
      }
    }
  });

  test('raw HTTP, with its lines ended in either way', () => {
    const head = 'POST /api/service/login HTTP/1.1\r\nHost: API.bex.co.za\r\nContent-Type: application/json\r\n\r\n';
    expect(ofBex(head + JSON_BODY)).toEqual([]);
    expect(ofBex(head.replaceAll('\r', '') + JSON_BODY)).toEqual([]);
    expect(ofBex(`POST ${LOGIN}\nno colon\n\n`)).toEqual(['FIELD_MISSING', 'FIELD_MISSING']);
  });

  test('.http files', () => {
    const file =
      '###\n# @no-log\n// a word\nGET https://mes.example/api/tokens\n    ?userLogin=demo\n    &password=EKclpDnPPGiHI66zyK906w%3D%3D\nAccept: */*\n';
    expect(ofIfactory(file)).toEqual([]);
  });

  test('lines of an access log, whose headers and host are unknown', () => {
    const line = (request: string, more = '') =>
      `127.0.0.1 - demo [10/Oct/2025:13:55:36 +0200] "${request}" 401 42${more}`;
    const { pathname, search } = new URL(TOKENS);
    const right = `GET ${pathname}${search} HTTP/1.1`;
    const lost = 'GET /api/tokens?userLogin=demo&password=EKclpDnPPGiHI66zyK906w== HTTP/1.1';
    expect(ofIfactory(line(right))).toEqual([]);
    expect(ofIfactory(line(right, ' "https://mes.example/" "curl/8.5.0"'))).toEqual([]);
    expect(ofIfactory(`mes.example:443 ${line(right.replace('1.1', '2'))}`)).toEqual([]);
    expect(ofIfactory(line(lost))).toEqual(['NOT_ENCODED']);
    expect(ofIfactory(line(right.replace('demo', '\\"demo\\"')))).toEqual(['QUOTED_VALUE']);
    expect(ofIfactory(line(right.replace('demo', 'd\\x65mo')))).toEqual([]);
    expect(ofIfactory(line('GET /api/tokens HTTP/1.1'))).toEqual(['FIELD_MISSING', 'FIELD_MISSING']);
    expect(ofIfactory(line(right.replace('GET', 'POST')))).toEqual(['WRONG_METHOD']);
    expect(ofIfactory(line('GET /api/stations HTTP/1.1'))).toEqual(['WRONG_PATH']);
    expect(ofIfactory([line('GET /favicon.ico HTTP/1.1'), 'restarted', line(lost)].join('\r\n'))).toEqual([
      'NOT_ENCODED',
    ]);
    expect(ofBex(line('POST /api/service/login HTTP/1.1'))).toEqual([]); // the fields are in the body
    expect(ofIfactory(`"${lost}"`)).toEqual(['NOT_ENCODED']);
    for (const other of ['-', 'BREW /pot HTTP/1.1', 'GET', 'GET /api/tokens']) {
      expect(ofIfactory(line(other)), other).toEqual(['UNREADABLE']);
    }
  });

  test('HAR files, entries and requests, also as text', () => {
    const request = {
      method: 'POST',
      url: TOKEN,
      headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }, { name: 'x' }, 7],
      postData: {
        mimeType: 'x',
        params: [
          ['a'],
          { name: 'grant_type', value: 'password' },
          { name: 'username', value: 'psc' },
          { name: 'password', value: 'a+b c' },
          { name: 'area', value: 'scanning' },
        ],
      },
    };
    expect(diagnose('idscan', idscan, request)).toEqual([]);
    const other = { request: { method: 'GET', url: 'https://idscan.example/index.html', headers: [] } };
    const log = { log: { entries: [other, { request }] } };
    expect(ofIdscan(JSON.stringify(log))).toEqual([]);
    expect(ofIdscan(JSON.stringify([other, { request }]))).toEqual([]);
    expect(ofIdscan(JSON.stringify({ log: { entries: [] } }))).toEqual(['UNREADABLE']);
    expect(ofIdscan('[]')).toEqual(['UNREADABLE']);
    const bare = { request: { url: 7, headers: 'none', postData: { text: '' } } };
    expect(codes(diagnose('idscan', idscan, bare))).toEqual(['UNREADABLE']);
  });

  test('fetch as browsers copy it', () => {
    const init = { headers: { 'content-type': 'application/json' }, body: JSON_BODY, method: 'POST' };
    expect(ofBex(`await fetch("${LOGIN}", ${JSON.stringify(init)});`)).toEqual([]);
    expect(ofIfactory(`fetch("${TOKENS}")`)).toEqual([]);
    expect(ofIfactory(`fetch(url, options)`)).toEqual(['UNREADABLE']);
  });

  test('objects with a URL object, and bodies that are not text', () => {
    expect(diagnose('ifactory', ifactory, { url: new URL(TOKENS), method: 'GET' } as never)).toEqual([]);
    const body = new Uint8Array(3) as unknown as string;
    expect(codes(diagnose('bex', bex, { method: 'POST', url: LOGIN, headers: {}, body }))).toEqual(['UNREADABLE']);
    expect(
      codes(diagnose('bex', bex, { method: 'POST', url: LOGIN, headers: { a: 1 } as never, body: null as never })),
    ).toEqual(['FIELD_MISSING', 'FIELD_MISSING']);
    expect(codes(diagnose('bex', bex, { headers: {} } as never))).toEqual(['UNREADABLE']);
  });

  test('a URL, of which the rest is not judged', () => {
    expect(diagnose('bex', bex, LOGIN)).toEqual([]);
    expect(
      diagnose(
        'jacada',
        { baseUrl: 'https://j.example', accountId: 1, user: 'a', password: 'b' },
        'https://j.example/version/1/account/1/auth/',
      ),
    ).toEqual([]);
    expect(ofBex('https://api.bex.co.za/api/service/login#x')).toEqual([]);
    expect(ofBex('https://api.bex.co.za/')).toEqual(['WRONG_PATH']);
  });
});
