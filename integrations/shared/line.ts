/** What a kit shows about a failure. */
import { CredwireError } from 'credwire';

/** One line for the user about any failure. A foreign error can contain a request, so only its name is shown. */
export function lineOf(error: unknown): string {
  if (error instanceof CredwireError) return `${error.code}: ${error.message}`;
  const { name } = Object(error) as { readonly name?: unknown };
  return `credwire: unexpected ${typeof name === 'string' ? name : typeof error} in the kit`;
}
