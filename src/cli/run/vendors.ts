/** `credwire vendors`: what each sign-in asks for. */
import type { Task } from '../definition.js';
import { EXIT } from '../exit.js';
import { print } from '../io.js';
import { table } from '../table.js';
import { kebab } from '../vendor-options.js';

/** Does the work. */
export async function run({ io, given }: Task): Promise<number> {
  const { vendors } = await import('../../vendors/index.js');
  const profiles = Object.values(vendors).map(({ profile }) => profile);
  if (given.output === 'json') {
    await print(io, JSON.stringify(profiles, null, 2));
    return EXIT.done;
  }
  const rows = profiles.map(({ id, name, fields, tokenLife }) => [
    id,
    name,
    fields
      .filter(({ required }) => required)
      .map((field) => kebab(field.name))
      .join(', '),
    tokenLife.description,
  ]);
  await print(io, table(io, io.stdout, ['vendor', 'product', 'needs', 'token lifetime'], rows));
  return EXIT.done;
}
