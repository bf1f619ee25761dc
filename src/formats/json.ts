/** JSON texts that have to pass through something that does not hold every character. */

/**
 * A JSON text in which some characters are spelled `\uXXXX`, and which means the same; `undefined` where it is no JSON.
 *
 * @param pattern - Matches one UTF-16 unit at a time, of those that JSON allows within strings alone.
 */
export function escapeJson(text: string, pattern: RegExp): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return text.replace(pattern, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
