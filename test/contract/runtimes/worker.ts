/** A worker whose fetch handler is the sandbox; its test signs in to it. */
import { handle, signIn } from './sign-in.js';

export default {
  fetch: handle,
  async test(): Promise<void> {
    console.log(await signIn('http://localhost', (url, init) => handle(new Request(url, init))));
  },
};
