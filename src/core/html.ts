/** HTML, which proxies, sign-in pages and web servers send instead of what was asked for. */

/** A tag that only HTML has: one near the start is enough. "P" is a part of a private RSA key in XML. */
const TAG =
  /<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|form|h[1-6]|br|center|iframe|noscript|pre|span|table)(?=[\s/>]|$)/i;

/** This many characters identify HTML, so no search grows with the text. */
const TELLING = 1000;

/**
 * Whether text is an HTML page, or a piece of one.
 *
 * @param isLabelled - Whether its sender calls it HTML; then any markup is.
 */
export function isHtmlText(text: string, isLabelled = false): boolean {
  const start = text.trimStart().slice(0, TELLING);
  return start.startsWith('<') && (isLabelled || TAG.test(start) || start.startsWith('<p>'));
}
