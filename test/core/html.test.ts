import { describe, expect, it } from 'vitest';
import { isHtmlText } from '../../src/core/html.js';

describe('isHtmlText', () => {
  const tags = [
    ...['html', 'head', 'body', 'title', 'meta', 'script', 'style', 'div', 'form', 'h1', 'h6', 'br', 'center'],
    ...['iframe', 'noscript', 'pre', 'span', 'table', '!doctype html', '!DOCTYPE  HTML'],
  ];

  it.each(tags)('knows a page by <%s>', (tag) => {
    for (const text of [`<${tag}>`, ` \n<${tag.toUpperCase()} a="b">`, `<x><${tag}/>`, `<${tag}`]) {
      expect(isHtmlText(text)).toBe(true);
    }
    expect(isHtmlText(`<${tag}x>`)).toBe(false);
    expect(isHtmlText(`Not <${tag}>`)).toBe(false);
  });

  it('knows a paragraph, but not the P of a private key', () => {
    expect(isHtmlText('<p>No</p>')).toBe(true);
    expect(isHtmlText('<RSAKeyValue><P>AQAB</P></RSAKeyValue>')).toBe(false);
    expect(isHtmlText('<P>AQAB</P>')).toBe(false);
  });

  it.each(['', 'text', '<x>', '<h7>', '<h>', '<doctype html>', '{"a":"<html>"}'])('takes %j for none', (text) => {
    expect(isHtmlText(text)).toBe(false);
  });

  it('takes any markup that is labelled as HTML', () => {
    expect(isHtmlText(' <x>', true)).toBe(true);
    expect(isHtmlText('text <x>', true)).toBe(false);
  });

  it('looks at the first 1,000 characters', () => {
    const padded = (length: number) => `<x>${' '.repeat(length - 9)}<html>`;
    expect(isHtmlText(`${padded(1000)}`)).toBe(true);
    expect(isHtmlText(`${padded(1006)}`)).toBe(false);
  });
});
