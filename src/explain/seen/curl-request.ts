/** What a curl command sends, built up option by option, like curl does it. */
import { encodeBase64 } from '../../codecs/base64.js';
import { percentEncode } from '../../codecs/url.js';
import { encodeUtf8 } from '../../core/bytes.js';
import { type Fault, fault } from '../findings.js';
import { type Seen, type SeenHeader, splitSeenUrl } from './seen.js';

/** Flags that change what is sent. */
const FLAGS = new Set(['get', 'head', 'json']);
/** Flags that change nothing here and take no value. */
const SILENT =
  /^(?:anyauth|basic|compressed|digest|disable|fail|globoff|http[\d.]+|http2-prior-knowledge|include|insecure|ipv[46]|location|location-trusted|next|ntlm|path-as-is|progress-bar|raw|remote-name|show-error|silent|ssl|ssl-no-revoke|tcp-nodelay|tls.*|verbose)$/;

/** A request under construction. */
export class CurlRequest {
  readonly #faults: Fault[];
  readonly #headers: SeenHeader[] = [];
  readonly #data: string[] = [];
  readonly #query: string[] = [];
  readonly #parts: string[] = [];
  #method: string | undefined;
  #url: string | undefined;
  #isGet = false;
  #isHead = false;
  #isJson = false;
  #hasUpload = false;

  constructor(faults: readonly Fault[]) {
    this.#faults = [...faults];
  }

  url(word: string): void {
    if (word !== '') this.#url ??= word; // the first of several
  }

  /** A flag; false if it's unknown. */
  flag(name: string): boolean {
    if (name === 'get') this.#isGet = true;
    if (name === 'head') this.#isHead = true;
    return FLAGS.has(name) || SILENT.test(name) || name.startsWith('no-');
  }

  option(name: string, value: string): void {
    if (name === 'url') this.url(value);
    else if (name === 'request') this.#method = value;
    else if (name === 'header') this.#header(value);
    else if (name === 'cookie') this.#headers.push(['Cookie', value]);
    else if (name === 'user') this.#headers.push(['Authorization', `Basic ${encodeBase64(utf8(value))}`]);
    else if (name === 'oauth2-bearer') this.#headers.push(['Authorization', `Bearer ${value}`]);
    else if (name === 'url-query') this.#query.push(value);
    else if (name === 'data-raw') this.#data.push(value);
    else if (name === 'data-urlencode') this.#urlencoded(value);
    else if (name === 'json' || name === 'data' || name === 'data-ascii' || name === 'data-binary') {
      this.#isJson ||= name === 'json';
      if (value.startsWith('@')) this.#file();
      else this.#data.push(value);
    } else if (name === 'form' || name === 'form-string') {
      const equals = value.indexOf('=');
      if (name === 'form' && /^[@<]/.test(value.slice(equals + 1))) this.#file();
      else this.#parts.push(value);
    } else if (name === 'upload-file' || name === 'config') {
      this.#hasUpload ||= name === 'upload-file';
      this.#file(name === 'config');
    }
  }

  #file(hasHeaders = false): void {
    this.#faults.push(fault('FILE_BODY', hasHeaders ? { detail: "its headers aren't known" } : {}));
  }

  #header(line: string): void {
    const colon = line.indexOf(':');
    if (line.startsWith('@')) this.#file(true);
    else if (colon > 0) this.#headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    else this.#headers.push([line.replace(/;\s*$/, '').trim(), '']);
  }

  // "name=text", "=text", "text": the text is encoded; "name@file" and "@file" are read from a file.
  #urlencoded(value: string): void {
    const at = value.search(/[=@]/);
    if (at < 0) this.#data.push(percentEncode(wellFormed(value)));
    else if (value.charAt(at) === '@') this.#file();
    else {
      const name = value.slice(0, at);
      this.#data.push(`${name === '' ? '' : `${name}=`}${percentEncode(wellFormed(value.slice(at + 1)))}`);
    }
  }

  seen(): Seen {
    const data = this.#data.join(this.#isJson ? '' : '&');
    const hasData = this.#data.length > 0 || this.#parts.length > 0;
    const isQuery = this.#isGet || this.#isHead;
    const target = splitSeenUrl(this.#absolute());
    const query = [target.query, ...this.#query, ...(isQuery && data !== '' ? [data] : [])].filter(
      (part) => part !== '',
    );
    const unread = this.#faults.some(({ code }) => code === 'FILE_BODY');
    const implied = this.#isHead ? 'HEAD' : this.#isGet ? 'GET' : hasData || unread ? 'POST' : 'GET';
    if (this.#url === undefined) this.#faults.push(fault('UNREADABLE', { detail: 'the command has no URL' }));
    return {
      ...target,
      query: query.join('&'),
      method: (this.#method ?? (this.#hasUpload ? 'PUT' : implied)).toUpperCase(),
      headers: this.#url === undefined ? undefined : this.#typedHeaders(hasData && !isQuery),
      body: unread ? undefined : isQuery ? '' : this.#body(data),
      faults: this.#faults,
    };
  }

  #absolute(): string {
    const url = this.#url ?? '';
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  }

  #typedHeaders(hasBody: boolean): readonly SeenHeader[] {
    const isTyped = this.#headers.some(([name]) => name.toLowerCase() === 'content-type');
    if (isTyped || !hasBody) return this.#headers;
    const type = this.#parts.length > 0 ? 'multipart/form-data' : FORM;
    return [...this.#headers, ['Content-Type', this.#isJson ? 'application/json' : type]];
  }

  #body(data: string): string {
    if (this.#parts.length === 0) return data;
    const parts = this.#parts.map((part) => {
      const equals = part.indexOf('=');
      const name = part.slice(0, equals);
      return `--curl\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${part.slice(equals + 1)}\r\n`;
    });
    return `${parts.join('')}--curl--\r\n`;
  }
}

const FORM = 'application/x-www-form-urlencoded';
const wellFormed = (text: string) => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
const utf8 = (text: string) => encodeUtf8(wellFormed(text));
