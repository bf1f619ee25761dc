/** The JavaScript blocks of the documentation: whole programs, which run as pasted, and fragments. */
import { fences } from './markdown.js';
import { filesBelow, read } from './project.js';

export interface Pasted {
  readonly page: string;
  /** Its number among the page's JavaScript blocks, from 1. */
  readonly number: number;
  readonly code: string;
}

const blocks: readonly Pasted[] = ['README.md', ...filesBelow('docs', '.md')].flatMap((page) =>
  fences(read(page))
    .filter(({ language }) => language === 'js')
    .map(({ code }, index) => ({ page, number: index + 1, code })),
);

const isProgram = ({ code }: Pasted): boolean => /^(?:import |const [\w{}, ]+ = require\()/.test(code);

/** Programs: `test/tarball` runs each one in an empty folder. */
export const programs: readonly Pasted[] = blocks.filter(isProgram);

/** Fragments of a page: what surrounds them isn't shown. */
export const fragments = (page: string): readonly Pasted[] =>
  blocks.filter((block) => block.page === page && !isProgram(block));

/** Pages with fragments. */
export const pagesWithFragments: readonly string[] = [
  ...new Set(blocks.filter((block) => !isProgram(block)).map(({ page }) => page)),
];
