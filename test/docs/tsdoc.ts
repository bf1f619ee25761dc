/** Reads the parts of a TSDoc comment. */
import ts from 'typescript';

/** A comment, taken apart. */
export interface DocComment {
  /** Everything before the first block tag. */
  readonly summary: string;
  /** Text of each `@param`, by the parameter's name. */
  readonly params: ReadonlyMap<string, string>;
  readonly returns: string | undefined;
  readonly throws: readonly string[];
  readonly see: readonly string[];
  /** Text of each `@example`, with its fences, and how many lines of the comment come before it. */
  readonly examples: readonly { readonly text: string; readonly line: number }[];
}

/** Takes a comment apart, from its two opening asterisks to its end. */
export function parseDocComment(comment: string): DocComment {
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''));
  const blocks: { tag: string; line: number; lines: string[] }[] = [{ tag: '', line: 0, lines: [] }];
  let fenced = false;
  lines.forEach((content, line) => {
    if (content.startsWith('```')) fenced = !fenced;
    const tag = fenced ? null : /^\s*@(\w+)\s?(.*)$/.exec(content); // a decorator in an example isn't a tag
    if (tag === null) blocks.at(-1)?.lines.push(content);
    else blocks.push({ tag: tag[1] ?? '', line, lines: [tag[2] ?? ''] });
  });
  const all = blocks.map(({ tag, line, lines: content }) => ({ tag, line, text: content.join('\n').trim(), content }));
  const texts = (tag: string) => all.filter((block) => block.tag === tag).map(({ text }) => text);
  return {
    summary: texts('').join('\n').trim(),
    params: new Map(texts('param').map((text) => [text.split(/\s/, 1)[0] ?? '', text.replace(/^\S+\s+-\s+/, '')])),
    returns: texts('returns')[0],
    throws: texts('throws'),
    see: texts('see'),
    examples: all
      .filter(({ tag }) => tag === 'example')
      .map(({ content, line }) => ({ text: content.join('\n'), line })),
  };
}

/** The comment on a declaration; an empty one if there is none. */
export function commentOf(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return parseDocComment(comment?.getText() ?? '/** */');
}
