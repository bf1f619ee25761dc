// On an edge platform (workerd, Cloudflare Workers) a Durable Object keeps the connection, and its storage the session:
// there is one object for the whole world, so that nobody needs a lock, and the session outlives the object.
import * as bex from 'credwire/bex';
import { connect } from 'credwire/session';

export class Courier {
  /**
   * @param {{ storage: { get(key: string): Promise<unknown>, put(key: string, value: string): Promise<void>, delete(key: string): Promise<boolean> } }} state
   * @param {{ BEX_USER: string, BEX_PASSWORD: string }} env
   */
  constructor({ storage }, { BEX_USER, BEX_PASSWORD }) {
    const store = {
      get: (key) => storage.get(key),
      set: (key, value) => storage.put(key, value),
      delete: (key) => storage.delete(key),
    };
    this.connection = connect(bex, { username: BEX_USER, password: BEX_PASSWORD }, { store });
  }

  /** @param {Request} request */
  async fetch(request) {
    const { pathname, search } = new URL(request.url);
    return this.connection.fetch(pathname + search, { method: request.method, body: request.body });
  }
}

export default {
  /**
   * Hands every request on to the one object.
   *
   * @param {Request} request
   * @param {{ COURIER: { idFromName(name: string): unknown, get(id: unknown): { fetch(request: Request): Promise<Response> } } }} env
   */
  fetch: (request, { COURIER }) => COURIER.get(COURIER.idFromName('the only one')).fetch(request),
};
