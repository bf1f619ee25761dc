/** Made by vitest.config.ts. */
declare module 'virtual:tests-of-the-area';
