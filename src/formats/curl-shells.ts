/**
 * How three shells are told the same options of curl. `--disable`, which has to come first, keeps it from reading a
 * .curlrc: what stands there would change the request, or follow redirects with it.
 */

/** The long name of an option, and its value if it has one. */
export type CurlOption = readonly [name: string, value?: string];

/** Single quotes: a POSIX shell reads nothing between them. */
export function posixCommand(options: readonly CurlOption[]): string {
  return commandLine(options, ' \\\n  ', (value) => `'${value.replaceAll("'", "'\\''")}'`);
}

/**
 * cmd.exe and, behind it, the C run-time that splits curl's command line. The run-time reads double quotes with
 * backslashes. cmd would read the quotes too, in a way of its own: a caret before each of them, and before all else that
 * it knows, keeps it from reading anything. It looks for %NAME% before it looks at carets, so that one stands on either
 * side of a percent sign: a variable of such a name does not exist, and at the prompt the text then stays.
 */
export function cmdCommand(options: readonly CurlOption[]): string {
  return commandLine(options, ' ^\n  ', (value) =>
    quoteForCRunTime(value).replace(/(%)(?=[^"%&|<>()^!])|["%&|<>()^!]/g, (found, percent) =>
      percent === undefined ? `^${found}` : '^%^',
    ),
  );
}

/**
 * PowerShell hands quotes on to programs in three ways, by version and preference. Its pipe is the same in all: curl
 * reads its options from there, so that no argument has to be quoted, and no list of processes shows a password.
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

// Backslashes count only in front of a quote, and there double. Counted by hand: an expression that looks for a quote
// behind backslashes takes quadratic time where there is none.
function quoteForCRunTime(value: string): string {
  const parts = value.split('"').map((part) => {
    let slashes = 0;
    while (part[part.length - 1 - slashes] === '\\') slashes++;
    return part + '\\'.repeat(slashes);
  });
  return `"${parts.join('\\"')}"`;
}

// curl(1), --config. A line break within the quotes would end the option.
function quoteForConfig(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
