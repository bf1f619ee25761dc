/** Reads curl commands as browsers, Postman, people and `toCurl` write them, for three kinds of shell. */
import { type Fault, fault } from '../findings.js';
import { OPTIONS_WITH_VALUE, SHORT_NAMES } from './curl-options.js';
import { CurlRequest } from './curl-request.js';
import type { Seen } from './seen.js';
import { type Commands, cmdWords, posixWords, powershellWords } from './shells.js';

const CURL_WORD = /(?:^|[\\/])curl(?:\.exe)?$/i;

/** Whether a string contains a curl command. */
export const isCurlText = (text: string): boolean => /(?:^|[\s;&|(\\/])curl(?:\.exe)?(?:\s|\^)/i.test(` ${text}`);

/** Reads every curl command in a string. */
export function readCurl(text: string): readonly Seen[] {
  const config = /^\s*@(['"])\r?\n([\s\S]*?)\r?\n\1@\s*\|\s*(?:\S*[\\/])?curl/.exec(text);
  if (config !== null) return [readWords(configWords(String(config[2])), [])];
  const { commands, codes, isOpen } = wordsOf(text);
  const faults: Fault[] = Array.from(codes, (code) => fault(code));
  if (isOpen) faults.push(fault('UNREADABLE', { detail: 'the command has an unclosed quotation mark' }));
  return commands.flatMap((words) => {
    const start = words.findIndex((word) => CURL_WORD.test(word));
    return start < 0 ? [] : [readWords(words.slice(start + 1), faults)];
  });
}

function wordsOf(text: string): Commands {
  const command = text.replace(/^\s*(?:\$|>|PS [^>\n]{0,200}>)\s+/, '');
  if (/[ \t]\^\r?\n|(?:^|[ \t])\^"/.test(command)) return cmdWords(command);
  if (/[ \t]`\r?\n/.test(command)) return powershellWords(command);
  return posixWords(command);
}

const CONFIG: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

// The options of curl(1), --config, one per line.
function configWords(config: string): readonly string[] {
  return config.split(/\r?\n/).flatMap((line) => {
    const name = line.trim().replace(/[^\w.-][\s\S]*/, '');
    if (name === '') return [];
    const option = name.startsWith('-') ? name : `--${name}`;
    const rest = line
      .trim()
      .slice(name.length)
      .replace(/^\s*[=:]?\s*/, '');
    const [quoted] = /^"(?:[^"\\]|\\[\s\S])*"/.exec(rest) ?? [];
    const word = quoted?.slice(1, -1).replace(/\\([\s\S])/g, (_, letter: string) => CONFIG[letter] ?? letter) ?? rest;
    return word === '' ? [option] : [option, word];
  });
}

function readWords(words: readonly string[], faults: readonly Fault[]): Seen {
  const request = new CurlRequest(faults);
  let literal = false;
  for (let at = 0; at < words.length; at++) {
    const word = String(words[at]);
    const next = words[at + 1];
    if (literal || word === '-' || !word.startsWith('-')) {
      if (/^\d?[<>]/.test(word)) {
        if (/^\d?[<>]+$/.test(word)) at++; // a redirection
      } else request.url(word);
    } else if (word === '--') {
      literal = true;
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      if (OPTIONS_WITH_VALUE.has(name)) {
        request.option(name, next ?? '');
        at++;
      } else if (!request.flag(name) && next !== undefined && isValueOfUnknown(name, next)) at++;
    } else {
      at += readShort(request, word, next);
    }
  }
  return request.seen();
}

// An unknown option can have a value: a word that's neither an option nor a URL.
const isValueOfUnknown = (name: string, next: string) =>
  !name.startsWith('no-') &&
  !next.startsWith('-') &&
  !/^(?:https?:\/\/|[\w-]+(?:\.[\w-]+)+(?:[:/]|$)|localhost)/i.test(next);

// "-sXPOST", "-d text", "-dtext": letters, up to one that takes a value. Returns how many more words were used.
function readShort(request: CurlRequest, word: string, next: string | undefined): number {
  for (let at = 1; at < word.length; at++) {
    const name = SHORT_NAMES.get(word.charAt(at));
    if (name === undefined) continue;
    if (!OPTIONS_WITH_VALUE.has(name)) {
      request.flag(name);
      continue;
    }
    const attached = word.slice(at + 1);
    request.option(name, attached === '' ? (next ?? '') : attached);
    return attached === '' ? 1 : 0;
  }
  return 0;
}
