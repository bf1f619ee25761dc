/** The words of a command, as a POSIX shell, Windows' `cmd` and PowerShell split it. Nothing is expanded or run. */
import type { DiagnosisCode } from '../codes.js';

/** The words of each command in a string, and what the shell would do to it. */
export interface Commands {
  readonly commands: readonly (readonly string[])[];
  readonly codes: ReadonlySet<DiagnosisCode>;
  /** Whether a quote is unclosed. */
  readonly isOpen: boolean;
}

/** Collects words and commands. */
class Collector {
  readonly commands: string[][] = [];
  readonly codes = new Set<DiagnosisCode>();
  isOpen = false;
  #words: string[] = [];
  #parts: string[] | undefined;

  add(text: string): void {
    this.#parts ??= [];
    this.#parts.push(text);
  }
  get isInWord(): boolean {
    return this.#parts !== undefined;
  }
  endWord(): void {
    if (this.#parts !== undefined) this.#words.push(this.#parts.join(''));
    this.#parts = undefined;
  }
  endCommand(): void {
    this.endWord();
    if (this.#words.length > 0) this.commands.push(this.#words);
    this.#words = [];
  }
}

/** POSIX Shell Command Language, section 2.2, and the `$'…'` that browsers write. */
export function posixWords(text: string): Commands {
  const found = new Collector();
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '\\') {
      if (next === '\r' && text.charAt(at + 2) === '\n') at++;
      else if (next !== '\n') found.add(next);
      at += 2;
    } else if (character === "'") {
      at = takeSingle(found, text, at + 1);
    } else if (character === '$' && next === "'") {
      at = takeAnsi(found, text, at + 2);
    } else if (character === '"') {
      at = takeDouble(found, text, at + 1);
    } else if (character === '#' && !found.isInWord) {
      at = lineEnd(text, at);
    } else {
      at = takePlain(found, text, at);
    }
  }
  found.endCommand();
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function takePlain(found: Collector, text: string, at: number): number {
  const character = text.charAt(at);
  const next = text.charAt(at + 1);
  if (character === ' ' || character === '\t' || character === '\r') found.endWord();
  else if (character === '\n' || character === ';') found.endCommand();
  else if (character === '|') found.endCommand();
  else if (character === '&') {
    if (found.isInWord && next !== '&' && /\S/.test(next)) {
      found.codes.add('SHELL_SPLIT');
      found.add(character);
    } else found.endCommand();
  } else {
    if ((character === '$' && /[\w{(]/.test(next)) || character === '`') found.codes.add('SHELL_EXPANDED');
    found.add(character);
  }
  return at + 1;
}

function takeSingle(found: Collector, text: string, from: number): number {
  const end = text.indexOf("'", from);
  if (end < 0) found.isOpen = true;
  found.add(text.slice(from, end < 0 ? text.length : end));
  return end < 0 ? text.length : end + 1;
}

function takeDouble(found: Collector, text: string, from: number): number {
  found.add('');
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '"') return at + 1;
    if (character === '\\' && /[$`"\\\n]/.test(next)) {
      if (next !== '\n') found.add(next);
      at++;
    } else {
      if ((character === '$' && /[\w{(]/.test(next)) || character === '`') found.codes.add('SHELL_EXPANDED');
      found.add(character);
    }
  }
  found.isOpen = true;
  return at;
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

function takeAnsi(found: Collector, text: string, from: number): number {
  found.add('');
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'") return at + 1;
    if (character !== '\\') {
      found.add(character);
      continue;
    }
    const [whole, digits] = /^\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4}))/i.exec(text.slice(at, at + 6)) ?? [];
    if (whole === undefined) {
      const escaped = text.charAt(++at);
      found.add(ANSI[escaped] ?? escaped);
    } else {
      found.add(String.fromCharCode(Number(`0x${digits ?? whole.slice(2)}`)));
      at += whole.length - 1;
    }
  }
  found.isOpen = true;
  return at;
}

/** The prompt of `cmd`: first carets, then the C run time's rules for quotes. */
export function cmdWords(text: string): Commands {
  const found = new Collector();
  let inQuotes = false; // for cmd, where a caret within quotes is a caret
  let inArgument = false; // for the program, where a quote after a backslash is a quote
  let slashes = 0;
  for (let at = 0; at < text.length; at++) {
    let character = text.charAt(at);
    let isEscaped = false;
    if (character === '^' && !inQuotes) {
      character = text.charAt(++at);
      isEscaped = true;
      if (character === '\r') character = text.charAt(++at);
      if (character === '\n') {
        // An escaped line break joins lines; the line break that browsers put after it is part of the value.
        if (!/[\r\n]/.test(text.charAt(at + 1))) continue;
        if (text.charAt(at + 1) === '\r') at++;
        at++;
      }
    }
    if (character === '\\') {
      slashes++;
      continue;
    }
    if (character === '"') {
      if (!isEscaped) inQuotes = !inQuotes;
      found.add('\\'.repeat(slashes >> 1));
      if (slashes % 2 === 1) found.add('"');
      else if (inArgument && text.charAt(at + 1) === '"' && !isEscaped) {
        found.add('"');
        inQuotes = !inQuotes;
        at++;
      } else inArgument = !inArgument;
      slashes = 0;
      continue;
    }
    if (slashes > 0) found.add('\\'.repeat(slashes));
    slashes = 0;
    if (inArgument) found.add(character);
    else if (/[ \t\r]/.test(character)) found.endWord();
    else if (character === '\n' || (character === '|' && !isEscaped)) found.endCommand();
    else if (character === '&' && !isEscaped) {
      if (found.isInWord && /[^\s&]/.test(text.charAt(at + 1))) {
        found.codes.add('SHELL_SPLIT');
        found.add(character);
      } else found.endCommand();
    } else found.add(character);
  }
  if (slashes > 0) found.add('\\'.repeat(slashes));
  found.isOpen = inArgument;
  found.endCommand();
  return found;
}

/** PowerShell: a backtick escapes, quotes are doubled, and `\"` reaches a program as a quote. */
export function powershellWords(text: string): Commands {
  const found = new Collector();
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '`' && quote !== "'") {
      at++;
      if (next === '\r' && text.charAt(at + 1) === '\n') at++;
      else if (next !== '\n') found.add(ANSI[next] ?? next);
    } else if (quote !== '') {
      if (character === quote && next === quote) {
        found.add(quote);
        at++;
      } else if (character === quote) quote = '';
      else if (character === '\\' && next === '"') {
        found.add('"');
        at += text.charAt(at + 2) === '"' && quote === '"' ? 2 : 1;
      } else {
        if (character === '$' && quote === '"' && /[\w{(]/.test(next)) found.codes.add('SHELL_EXPANDED');
        found.add(character);
      }
    } else if (character === '"' || character === "'") {
      quote = character;
      found.add('');
    } else if (/[ \t\r]/.test(character)) found.endWord();
    else if (character === '\n' || character === ';' || character === '|') found.endCommand();
    else if (character === '&' && found.isInWord) {
      found.codes.add('SHELL_SPLIT');
      found.add(character);
    } else found.add(character);
  }
  found.isOpen = quote !== '';
  found.endCommand();
  return found;
}
