/** The security policy of each page: only the site's own scripts run, and nothing connects to anywhere. */
import { createHash } from 'node:crypto';

/** The scripts inside a page itself. */
const INLINE = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Puts the policy first in the head, before anything that it applies to. */
export function withPolicy(html: string): string {
  const scripts = [...html.matchAll(INLINE)].map(([, , script = '']) => hashOf(script));
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(scripts)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'", // code is coloured by style attributes
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
