// Many workers, one session: Redis keeps it, and one worker at a time signs in.
//
//   npm install credwire keyv @keyv/redis ioredis redis-semaphore
//   REDIS_URL=redis://127.0.0.1:6379 MES_URL=… MES_USER=… MES_PASSWORD=… node redis.mjs
import KeyvRedis from '@keyv/redis';
import { ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { Mutex } from 'redis-semaphore';

/** A worker that was killed while it signed in holds up the others no longer than this, in milliseconds. */
const LOCK_LIFE = 3000;

/**
 * A connection whose session all workers share that name the same Redis.
 *
 * @param {string} redisUrl
 * @param {import('credwire/session').OptionsOf<'ifactory'>} options
 * @param {import('credwire/session').ConnectSettings<typeof ifactory, import('credwire').HttpResponse, typeof fetch>} [settings]
 */
export function connectShared(redisUrl, options, settings = {}) {
  // While Redis is down, both clients fail fast: the connection then works without it, with a session of its own.
  const keyvRedis = new KeyvRedis(
    { url: redisUrl, disableOfflineQueue: true, socket: { reconnectStrategy: 200 } },
    { throwOnErrors: true },
  );
  const store = new Keyv({ store: keyvRedis, namespace: 'sessions', throwOnErrors: true });
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, retryStrategy: () => 200 });
  for (const client of [store, keyvRedis.client, redis]) client.on('error', () => {}); // told by onEvent, as a fault

  const connection = connect(ifactory, options, {
    ...settings,
    store,
    lock: async (key, task) => {
      const mutex = new Mutex(redis, key, { lockTimeout: LOCK_LIFE, retryInterval: 50, onLockLost: () => {} });
      await mutex.acquire();
      try {
        await task();
      } finally {
        await mutex.release();
      }
    },
  });
  return {
    connection,
    close: async () => {
      redis.disconnect();
      await store.disconnect();
    },
  };
}

const { REDIS_URL, MES_URL = '', MES_USER = '', MES_PASSWORD = '' } = process.env;
if (REDIS_URL !== undefined) {
  const options = { baseUrl: MES_URL, userLogin: MES_USER, password: MES_PASSWORD };
  const { connection, close } = connectShared(REDIS_URL, options, { onEvent: (event) => console.error(event) });
  const response = await connection.fetch('/api/status');
  console.log(response.status, await response.text());
  await close();
}
