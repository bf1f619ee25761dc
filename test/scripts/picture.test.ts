/** The picture in the README: what is typed in it, and how it's drawn. `npm run site:picture -- check` runs the commands. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draw, FILE, TYPED } from '../../scripts/picture.mjs';

describe('the picture of a terminal', () => {
  it('shows every command that the script types, in order', () => {
    const shown = [...readFileSync(FILE, 'utf8').matchAll(/<text class="(?:in|note)"[^>]*>(.*)<\/text>/g)].map(
      ([, text = '']) => text.replace('<tspan class="note">$ </tspan>', '').replaceAll('&amp;', '&'),
    );
    expect(shown).toEqual(TYPED);
  });

  it('is the same for the same steps, and inserts nothing as markup', () => {
    const steps = [{ typed: 'echo "<b>&"', output: '<b>&\n\n' }];
    expect(draw(steps)).toBe(draw(steps));
    expect(draw(steps)).toContain('>&lt;b&gt;&amp;</text>');
    expect(draw(steps)).not.toContain('<b>');
  });

  it('refuses a line that is wider than the terminal', () => {
    expect(() => draw([{ typed: 'x'.repeat(95), output: '' }])).toThrow('wider than 96 columns');
  });

  it('has its place in the README, with alternative text', () => {
    expect(readFileSync('README.md', 'utf8')).toMatch(/!\[[^\]]{80,}\]\(docs\/public\/terminal\.svg\)/);
  });
});
