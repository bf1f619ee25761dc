/**
 * Writes the same curl options for three shells. `--disable` must come first: it stops curl from reading a .curlrc,
 * whose settings could change the request, or make curl follow redirects with it.
 */

/** An option's long name, and its value, if any. */
export type CurlOption = readonly [name: string, value?: string];

/** Single quotes: a POSIX shell interprets nothing between them. */
export function posixCommand(options: readonly CurlOption[]): string {
  return commandLine(options, ' \\\n  ', (value) => `'${value.replaceAll("'", "'\\''")}'`);
}

/**
 * For cmd.exe, followed by the C run-time that splits curl's command line. The run-time reads double quotes with
 * backslashes. cmd would interpret the quotes too, in its own way; a caret before each of them, and before everything
 * else that is special to cmd, stops it. cmd looks for %NAME% before it looks at carets, so there is one on each side
 * of a percent sign: no variable has such a name, and at the prompt the text then stays unchanged.
 */
export function cmdCommand(options: readonly CurlOption[]): string {
  return commandLine(options, ' ^\n  ', (value) =>
    quoteForCRunTime(value).replace(/(%)(?=[^"%&|<>()^!])|["%&|<>()^!]/g, (found, percent) =>
      percent === undefined ? `^${found}` : '^%^',
    ),
  );
}

/**
 * PowerShell passes quotes to programs in three different ways, depending on version and preference. Its pipe always
 * works the same way, so curl reads its options from there. No argument needs quoting, and no process list shows a
 * password.
 */
export function powershellCommand(options: readonly CurlOption[]): string {
  const lines = options.map(([name, value]) => (value === undefined ? name : `${name} = ${quoteForConfig(value)}`));
  return ["@'", ...lines, "'@ | curl.exe --disable --config -"].join('\n');
}

function commandLine(options: readonly CurlOption[], lineEnd: string, quote: (value: string) => string): string {
  const words = options.map(([name, value]) => {
    if (value === undefined) return `--${name}`;
    if (name === 'url') return quote(value);
    return `--${name} ${name === 'request' ? value : quote(value)}`;
  });
  return ['curl --disable', ...words].join(lineEnd);
}

// Backslashes only matter before a quote, and are doubled there. This counts them in a loop, because a regular
// expression for a quote after backslashes takes quadratic time if there is none.
function quoteForCRunTime(value: string): string {
  const parts = value.split('"').map((part) => {
    let slashes = 0;
    while (part[part.length - 1 - slashes] === '\\') slashes++;
    return part + '\\'.repeat(slashes);
  });
  return `"${parts.join('\\"')}"`;
}

// curl(1), --config. A line break within quotes would end the option.
function quoteForConfig(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
