/** How a token goes into a request, by the library's own `authorize`. */
import type { Session } from '../vendors/index.js';
import { usageError } from './exit.js';

interface Signing {
  authorize(
    request: { readonly url: string },
    session: Session,
  ): { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

/** The header lines that carry a session's token. */
export async function headersOf(session: Session): Promise<readonly string[]> {
  const { moduleOf } = await import('../session/by-id.js');
  const module = (await moduleOf(session.vendor)) as Signing; // each vendor's has it
  const { headers } = module.authorize({ url: `${session.origin ?? 'https://localhost'}/` }, session);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (lines.length > 0) return lines;
  throw usageError(`--output: ${session.vendor} takes its token in the query, not in a header; use "token" or "json"`);
}
