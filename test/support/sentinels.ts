/** Secrets that occur nowhere else, and a search for them in every encoding, in parts of four characters and more. */

/** Text that holds what encodings change: spaces, `+`, `/`, `=`, quotes, accents, characters beyond the first plane. */
export const SECRETS = {
  user: 'vQ7x+Zj "QW\u00E9/4qX=Yz\u{1F600}9wK',
  password: 'jX4w/Qv=8zK+\u00FC Zq7"kYx\u{1F511}Wv3',
  email: 'zqxv7+wjkq@xwvz.qkxj',
  token: 'Wx9q.Zv4k-Jq8x_Kz7+wj/Vq==',
  csrf: 'Qj5z*Xk8w!Vq3y',
  company: 'kx8Qz-5wVj7-qZ9x',
  words: 'Yq8w Zx5v Kj7q Wz4x',
} as const;

/** A key that a caller may give for AES. */
export const SECRET_KEY: Uint8Array<ArrayBuffer> = new Uint8Array(Buffer.from('q7Xw9Zk4vJ8xQy5z'));

/** Characters that count as told; in hexadecimal, four bytes. */
const PART = 4;
const HEX_PART = 8;

/** The encodings of some bytes in Base64, each so that part of the encoding depends only on the bytes. */
function base64Of(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    // After one or two bytes the digits are different; the first ones belong to those bytes too.
    const behind = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const own = behind.slice(shift === 0 ? 0 : shift + 1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(own)];
  });
}

/** The encodings of a string that work per character, the string itself first. */
function escapesOf(text: string): readonly string[] {
  const percent = encodeURIComponent(text);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  return [text, JSON.stringify(text).slice(1, -1), percent, percent.toLowerCase(), form];
}

/** The bytes that a secret may have become. */
function bytesOf(secret: string | Uint8Array): readonly Uint8Array[] {
  if (typeof secret !== 'string') return [secret];
  return (['utf8', 'utf16le', 'latin1'] as const).map((charset) => Buffer.from(secret, charset));
}

function partsOf(text: string, length: number): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}

/** Looks for parts of secrets in a string. */
export class SecretFinder {
  readonly #parts = new Set<string>();
  /** Lines that tell nothing; the frames of stacks come again and again. */
  readonly #innocent = new Set<string>();

  constructor(secrets: readonly (string | Uint8Array)[]) {
    for (const secret of secrets) {
      const texts = typeof secret === 'string' ? escapesOf(secret) : [];
      for (const text of [...texts, ...bytesOf(secret).flatMap(base64Of)]) this.#add(partsOf(text, PART));
      for (const bytes of bytesOf(secret)) {
        const hex = Buffer.from(bytes).toString('hex');
        this.#add([...partsOf(hex, HEX_PART), ...partsOf(hex.toUpperCase(), HEX_PART)]);
        this.#add(listsIn([...bytes].map(String))); // as arrays of bytes are printed
      }
    }
  }

  #add(parts: readonly string[]): void {
    for (const part of parts) this.#parts.add(part);
  }

  /** The parts found in a string, each once. No secret has a line end, so that lines are looked at one by one. */
  partsIn(text: string): readonly string[] {
    const lists = text.replaceAll(/\s/g, '').match(/\d{1,3}(?:,\d{1,3}){3,}/g) ?? [];
    const told = [
      ...text.split('\n').flatMap((line) => this.#partsInLine(line)),
      ...lists.flatMap((list) => listsIn(list.split(','))).filter((part) => this.#parts.has(part)),
    ];
    return [...new Set(told)];
  }

  #partsInLine(line: string): readonly string[] {
    if (this.#innocent.has(line)) return [];
    const told = [PART, HEX_PART].flatMap((length) => partsOf(line, length)).filter((part) => this.#parts.has(part));
    if (told.length === 0) this.#innocent.add(line);
    return told;
  }
}

function listsIn(bytes: readonly string[]): readonly string[] {
  return Array.from({ length: Math.max(0, bytes.length - PART + 1) }, (_, at) => bytes.slice(at, at + PART).join(','));
}
