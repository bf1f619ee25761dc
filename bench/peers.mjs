// The peers, each loaded when a candidate asks for it. They have no types that serve here, so that each is `any`.

/** @param {Promise<any>} loading */
const defaultOf = async (loading) => {
  const module = await loading;
  return module.default ?? module;
};

export const forge = () => defaultOf(import('node-forge'));
export const cryptoJs = () => defaultOf(import('crypto-js'));
export const aesJs = () => defaultOf(import('aes-js'));
export const jsrsasign = () => defaultOf(import('jsrsasign'));
export const nodeRsa = () => defaultOf(import('node-rsa'));

/** In Node by `require`, since the modules that its package names for `import` do not find each other there. */
export async function jsencrypt() {
  const { createRequire } = await import('node:module').catch(() => ({ createRequire: undefined }));
  const module = createRequire?.(import.meta.url)('jsencrypt') ?? (await import('jsencrypt'));
  return module.JSEncrypt ?? module.default ?? module;
}

/** Its build on npm has no CBC: this is put together from its sources, as its own `configure` would. */
export async function sjclWithCbc() {
  const { readFileSync } = await import('node:fs');
  const parts = ['sjcl', 'aes', 'bitArray', 'codecString', 'codecBase64', 'cbc'];
  const folder = new URL('node_modules/sjcl/core/', import.meta.url);
  const source = parts.map((part) => readFileSync(new URL(`${part}.js`, folder), 'utf8')).join('\n');
  const sjcl = new Function(`${source}\nreturn sjcl;`)();
  Object.values(sjcl.beware).forEach((allow) => {
    allow(); // its way to switch CBC on
  });
  return sjcl;
}
