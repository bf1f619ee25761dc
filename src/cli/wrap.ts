/** Text in columns of a terminal. */

/** Characters that take two columns: East Asian Wide ones and emoji, near enough for a layout. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Characters that take none: they are drawn over the one before. */
const NARROW = /\p{M}/u;

/** How many columns the text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Lines of at most `width` columns, broken at spaces, or within a word that is longer than a line. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(/(?<= )/)) {
      const columns = widthOf(word.trimEnd());
      if (current !== '' && columns <= width && widthOf(current) + columns > width) {
        lines.push(current.trimEnd());
        current = '';
      }
      current += word;
      while (widthOf(current.trimEnd()) > width) {
        const head = take(current, width);
        lines.push(head);
        current = current.slice(head.length);
      }
    }
    return [...lines, current.trimEnd()];
  });
}

function take(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && widthOf(head + character) > width) break;
    head += character;
  }
  return head;
}
