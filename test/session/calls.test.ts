/** Where calls go, and what the client gets and gives. */
import { type HttpRequest, ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { gateway, USER } from './support.js';

describe('any call', () => {
  const urlsOf = async (baseUrl: string, ...urls: readonly string[]) => {
    const server = gateway();
    const connection = connect(ifactory, { ...USER, baseUrl }, { send: server.send });
    for (const url of urls) await connection.send({ url });
    return server.requests.slice(1).map(({ url }) => url);
  };

  it('appends a relative URL to the base URL, and takes an absolute one on the origin', async () => {
    expect(
      await urlsOf('https://mes.example/gateway/', '/api/x', 'api/x', '?x=1', '', 'https://mes.example/y'),
    ).toEqual([
      'https://mes.example/gateway/api/x',
      'https://mes.example/gateway/api/x',
      'https://mes.example/gateway?x=1',
      'https://mes.example/gateway',
      'https://mes.example/y',
    ]);
  });

  it('is a GET unless it says otherwise', async () => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    await connection.send({ url: '/a' });
    await connection.send({ url: '/a', method: 'DELETE' });
    expect(server.requests.slice(1).map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  });

  it.each([
    'https://evil.example/x',
    'http://mes.example/x',
    'https://mes.example:8443/x',
    'HTTPS://evil.example',
    'ftp://x/',
  ])('sends nothing to %s', async (url) => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    await expect(connection.send({ url })).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_(?:ORIGIN_MISMATCH|INSECURE_URL|URL)$/),
    });
    expect(server.calls).toBe(0);
  });

  it('takes other origins that it is told', async () => {
    const server = gateway();
    const authorize = { origins: ['https://files.example'] };
    const connection = connect(ifactory, USER, { send: server.send, authorize });
    expect((await connection.send({ url: 'https://files.example/a' })).status).toBe(200);
  });

  it("gives the client's own response, and the client whatever else the call holds", async () => {
    const server = gateway();
    const own = { status: 200, headers: {}, body: '', native: true };
    const seen: unknown[] = [];
    const send = async (request: HttpRequest) => {
      if (request.url.includes('/api/tokens')) return { ...(await server.send(request)), native: false };
      seen.push(request);
      return own;
    };
    const connection = connect(ifactory, USER, { send });
    const call = { url: '/a', method: 'propfind', headers: { Depth: '1' }, responseType: 'stream' };
    const response = await connection.send(call);
    expect(response).toBe(own);
    expect(response.native).toBe(true);
    expect(seen).toEqual([
      {
        ...call,
        url: 'https://mes.example/gateway/a',
        headers: { Depth: '1', Authorization: 'Bearer token-1' },
      },
    ]);
  });
});
