/** JSON text that passes through something that can't represent every character. */

/**
 * JSON text with some characters written as `\uXXXX`, which is equivalent; `undefined` if it isn't JSON.
 *
 * @param pattern - Matches one UTF-16 unit at a time. JSON must only allow these units inside strings.
 */
export function escapeJson(text: string, pattern: RegExp): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return text.replace(pattern, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
