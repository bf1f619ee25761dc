/** The policy that each page carries: scripts of the site alone, and no connection to anywhere. */
import { createHash } from 'node:crypto';

/** The scripts that stand in a page itself. */
const INLINE = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Puts the policy in front of everything that it concerns. */
export function withPolicy(html: string): string {
  const scripts = [...html.matchAll(INLINE)].map(([, , script = '']) => hashOf(script));
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(scripts)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'", // the colours of code are attributes
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
