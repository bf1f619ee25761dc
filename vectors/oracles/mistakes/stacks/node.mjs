// Mistakes of Node and of browsers' JavaScript, made with node:crypto, URLSearchParams, escape and btoa.
import { createCipheriv, createHash } from 'node:crypto';

const KEY_TEXT = 'YGjDImfP5bf8F7kGbdqWcA==';
const IV_TEXT = 'bDA11yRcbUsTC9jl5LnuiQ==';
const KEY = Buffer.from(KEY_TEXT, 'base64');
const IV = Buffer.from(IV_TEXT, 'base64');
const cases = [];

const encrypt = (cipher, key, iv, text, encoding = 'utf8') => {
  const made = createCipheriv(cipher, key, iv);
  return Buffer.concat([made.update(text, encoding), made.final()]);
};
const ifactory = (password, value, codes, comment) =>
  cases.push({
    comment,
    vendor: 'ifactory',
    options: { baseUrl: 'https://mes.example', userLogin: 'demo', password },
    seen: { method: 'GET', url: `https://mes.example/api/tokens?userLogin=demo&password=${value}`, headers: {} },
    codes,
  });
const bex = (password, seen, codes, comment) =>
  cases.push({
    comment,
    vendor: 'bex',
    options: { username: 'user123', password },
    seen: {
      method: 'POST',
      url: 'https://api.bex.co.za/api/service/login',
      headers: { 'Content-Type': 'application/json' },
      ...seen,
    },
    codes,
  });

for (const word of ['correct horse battery staple', 'Zürich+Köln/2026', 'a longer password with = and +']) {
  const note = `${word.length} characters`;
  const right = encrypt('aes-128-cbc', KEY, IV, word);
  const send = (bytes) => encodeURIComponent(bytes.toString('base64'));
  ifactory(word, send(encrypt('aes-128-ecb', KEY, null, word)), ['MODE_ECB'], `aes-128-ecb: ${note}`);
  ifactory(word, send(encrypt('aes-192-cbc', KEY_TEXT, IV, word)), ['KEY_AS_TEXT'], `the key as a string: ${note}`);
  ifactory(
    word,
    send(encrypt('aes-128-cbc', KEY_TEXT.slice(0, 16), IV_TEXT.slice(0, 16), word)),
    ['KEY_AS_TEXT', 'IV_AS_TEXT'],
    `slice(0, 16) of both: ${note}`,
  );
  ifactory(word, send(encrypt('aes-128-cbc', KEY, Buffer.alloc(16), word)), ['IV_ZERO'], `Buffer.alloc(16): ${note}`);
  ifactory(
    word,
    send(encrypt('aes-256-cbc', createHash('sha256').update(KEY_TEXT).digest(), IV, word)),
    ['KEY_DERIVED'],
    `createHash('sha256') of the key: ${note}`,
  );
  ifactory(word, send(encrypt('aes-128-cbc', KEY, IV, word, 'utf16le')), ['CHARSET_UTF16'], `utf16le: ${note}`);
  ifactory(word, right.toString('hex'), ['HEX_NOT_BASE64'], `toString('hex'): ${note}`);
  ifactory(word, encodeURIComponent(send(right)), ['ENCODED_TWICE'], `encodeURIComponent twice: ${note}`);
  ifactory(
    word,
    new URLSearchParams({ p: send(right) }).toString().slice(2),
    ['ENCODED_TWICE'],
    `URLSearchParams over encodeURIComponent: ${note}`,
  );
  const plain = right.toString('base64');
  ifactory(word, encodeURI(plain), [plain.includes('+') ? 'PLUS_LOST' : 'NOT_ENCODED'], `encodeURI: ${note}`);
  ifactory(
    word,
    encodeURIComponent(String(new Uint8Array(right))),
    ['BYTES_AS_LIST'],
    `String() of a Uint8Array: ${note}`,
  );
  ifactory(
    word,
    encodeURIComponent(right.toString('utf8')),
    ['CIPHERTEXT_NOT_BASE64'],
    `toString() of the ciphertext: ${note}`,
  );
  ifactory(word, encodeURIComponent(JSON.stringify(plain)), ['QUOTED_VALUE'], `JSON.stringify of the Base64: ${note}`);
  bex(
    word,
    { body: JSON.stringify(JSON.stringify({ username: 'user123', password: word })) },
    ['JSON_TWICE'],
    `JSON.stringify twice: ${note}`,
  );
  bex(
    word,
    { body: JSON.stringify({ username: 'user123', password: encodeURIComponent(word) }) },
    ['PERCENT_IN_JSON'],
    `encodeURIComponent in JSON: ${note}`,
  );
  bex(
    word,
    {
      body: String(new URLSearchParams({ username: 'user123', password: word })),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    },
    ['BODY_FORM'],
    `a body of URLSearchParams: ${note}`,
  );
}
bex(
  'pass1234',
  { body: String({ username: 'user123' }) },
  ['FIELD_MISSING', 'FIELD_MISSING', 'BODY_OTHER'],
  'an object as a body',
);
bex(
  'pass1234',
  { body: JSON.stringify({ username: 'user123', password: String(undefined) }) },
  ['VALUE_UNSET'],
  'String(undefined)',
);
bex(
  'pass1234',
  { body: JSON.stringify({ username: 'user123', password: undefined }) },
  ['FIELD_MISSING'],
  'undefined, which JSON leaves out',
);
bex(
  'Zürich',
  {
    body: undefined,
    headers: {},
    url: `https://api.bex.co.za/api/service/login?username=user123&password=${escape('Zürich')}`,
  },
  ['CHARSET_LATIN1'],
  'escape()',
);
bex(
  'p€ss',
  {
    body: undefined,
    headers: {},
    url: `https://api.bex.co.za/api/service/login?username=user123&password=${escape('p€ss')}`,
  },
  ['PERCENT_U'],
  'escape() beyond Latin-1',
);
console.log(JSON.stringify(cases, null, 1));
