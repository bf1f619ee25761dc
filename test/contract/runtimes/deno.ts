/** Deno serves the sandbox on a port, and signs in to it. */
import { handle, signIn } from './sign-in.js';

/** What is used of Deno. */
declare const Deno: {
  serve(
    options: { port: number; hostname: string; onListen: (address: { port: number }) => void },
    handler: (request: Request) => Promise<Response>,
  ): { shutdown(): Promise<void> };
};

const server = Deno.serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    onListen: async ({ port }) => {
      console.log(await signIn(`http://127.0.0.1:${port}`));
      await server.shutdown();
    },
  },
  handle,
);
