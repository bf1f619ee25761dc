/** The stages of one password, computed at build time. */
import { explain } from '../../../src/explain/index.js';

export interface ShownStage {
  readonly name: string;
  readonly value: string;
}

export declare const data: readonly ShownStage[];

const NAMES: Readonly<Record<string, string>> = {
  text: 'The password',
  padded: 'Padded to 16 bytes',
  ciphertext: 'AES-128-CBC',
  base64: 'Base64',
  encoded: 'In the query',
};

export default {
  load(): readonly ShownStage[] {
    const user = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'P@ss+word/=1' };
    return explain('ifactory', user).stages.flatMap(({ name, text, hex }) => {
      const title = NAMES[name];
      const value = name === 'text' ? text : (hex?.match(/../g)?.join(' ') ?? text);
      return title === undefined || value === undefined ? [] : [{ name: title, value }];
    });
  },
};
