/** Packages without types of their own, or with types that do not fit this compiler. */
declare module 'node-forge';
declare module 'crypto-js';
declare module 'aes-js';
declare module 'jsrsasign';
