/**
 * What Windows does to a command before curl sees its arguments, by the documented rules: cmd.exe reads a line at the
 * prompt, the C run-time splits it into arguments, PowerShell reads a here-string. Whatever the rules leave open is taken
 * at its worst.
 */

/**
 * The line that cmd.exe hands on: percent expansion first, then carets and quotes. Every variable exists whose name could
 * be one; none does whose name holds a caret or begins with one.
 */
export function readAtCmdPrompt(command: string): string {
  return readCarets(expandVariables(command));
}

// At the prompt a name that isn't a variable stays, and the search continues after its first percent sign.
function expandVariables(line: string): string {
  let expanded = '';
  for (let at = 0; at < line.length; at++) {
    const end = line[at] === '%' ? line.indexOf('%', at + 1) : -1;
    const name = end < 0 ? '' : line.slice(at + 1, end);
    // %NAME:~0,3% and %NAME:a=b% are variables if the part before the colon is.
    const variable = name.split(':', 1)[0] ?? '';
    if (variable !== '' && !variable.includes('^') && !variable.includes('\n')) {
      expanded += '<EXPANDED>';
      at = end;
    } else {
      expanded += line[at];
    }
  }
  return expanded;
}

function readCarets(line: string): string {
  let read = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '^' && !quoted) {
      at++;
      if (line[at] === '\n') at++; // a caret at the end of a line joins the next, and takes its first character as it is
      read += line.charAt(at);
    } else if (char === '"') {
      quoted = !quoted;
      read += char;
    } else if (!quoted && /[&|<>()\n]/.test(char)) {
      throw new Error(`cmd.exe would read ${JSON.stringify(char)} at ${at}`);
    } else if (char === '!') {
      throw new Error('with delayed expansion cmd.exe would read "!"');
    } else {
      read += char;
    }
  }
  return read;
}

/** The arguments that a C program's run-time makes of a line: the rules of its documented parsing of arguments. */
export function splitLikeCRunTime(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < line.length; ) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    const next = line[at + slashes];
    if (next === '"') {
      // 2n backslashes are n of them and the quote counts; one more makes the quote a character.
      word = (word ?? '') + '\\'.repeat(slashes >> 1) + (slashes % 2 === 1 ? '"' : '');
      if (slashes % 2 === 0) quoted = !quoted;
      at += slashes + 1;
    } else if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(slashes);
      at += slashes;
    } else if (!quoted && (next === ' ' || next === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
    } else {
      word = (word ?? '') + next;
      at++;
    }
  }
  if (quoted) throw new Error('a quote is left open');
  return word === undefined ? words : [...words, word];
}

/** What PowerShell pipes into curl: the lines between `@'` and `'@`, nothing in them read, CR LF after each. */
export function readHereString(command: string): string {
  const lines = command.split('\n');
  if (lines[0] !== "@'") throw new Error('no here-string');
  const end = lines.findIndex((line) => line.startsWith("'@"));
  if (lines.slice(end).join('\n') !== "'@ | curl.exe --disable --config -")
    throw new Error('the here-string ends too early');
  const piped = `${lines.slice(1, end).join('\r\n')}\r\n`;
  // Windows PowerShell pipes ASCII and makes a question mark of all else.
  return piped.replace(/[^\0-\x7F]/g, '?');
}
