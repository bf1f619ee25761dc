/** The single file for pages and scripts without modules, run with nothing but the language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installed, installByNpm } from './support.js';

let installed: Installed;
let code: string;
beforeAll(() => {
  installed = installByNpm();
  code = readFileSync(join(installed.folder, 'node_modules/credwire/dist/credwire.iife.min.js'), 'utf8');
});
afterAll(() => installed.remove());

/** The names of the global object, and those of every object and prototype of the language below them. */
const INVENTORY = `
  Object.getOwnPropertyNames(globalThis)
    .filter((name) => name !== 'globalThis')
    .flatMap((name) => {
      const objects = [globalThis[name], globalThis[name]?.prototype].filter((value) => Object(value) === value);
      return [name, ...objects.flatMap((object, at) => Reflect.ownKeys(object).map((key) => name + at + String(key)))];
    })`;

it('leaves one new name, and adds nothing to what the language has', () => {
  const context = vm.createContext();
  const before = new Set<string>(vm.runInContext(INVENTORY, context));
  vm.runInContext(code, context);
  const added: string[] = vm.runInContext(INVENTORY, context).filter((name: string) => !before.has(name));
  expect(added.filter((name) => !/^credwire./.test(name))).toEqual(['credwire']);
  expect(before.size).toBeGreaterThan(500);
});

it('does its work under that name, as a strict script and as a sloppy one', () => {
  for (const mode of ['', '"use strict";']) {
    const result = vm.runInNewContext(`${mode}${code}; credwire.ifactory.encryptPassword('password')`);
    expect(result).toBe('EKclpDnPPGiHI66zyK906w==');
  }
});
