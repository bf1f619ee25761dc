/** HTML, which proxies, sign-in pages and web servers send instead of what was asked for. */

/** A tag that only HTML has, not "p" (a part of a private RSA key in XML): one near the start is enough. */
const TAG =
  /<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|form|h[1-6]|center|table|iframe|noscript)(?=[\s/>]|$)/i;

/** This many characters identify HTML, so no search grows with the text. */
const TELLING = 1000;

/**
 * Whether text is an HTML page, or a piece of one.
 *
 * @param isLabelled - Whether its sender calls it HTML; then any markup is.
 */
export function isHtmlText(text: string, isLabelled = false): boolean {
  const start = text.trimStart().slice(0, TELLING);
  return start.startsWith('<') && (isLabelled || TAG.test(start));
}
