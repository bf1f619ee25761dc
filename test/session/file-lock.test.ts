import { fileStore } from 'credwire/session/file';
import { beforeEach, expect, it, vi } from 'vitest';

type Release = () => Promise<void>;

const taken = new Error('taken over');
const lock = vi.fn<(path: string, options: { onCompromised(error: Error): void }) => Promise<Release>>();
const pause = vi.fn(async () => {});

vi.mock('proper-lockfile', () => ({ default: { lock: (...args: Parameters<typeof lock>) => lock(...args) } }));
vi.mock('node:timers/promises', () => ({ setTimeout: () => pause() }));

beforeEach(() => {
  lock.mockReset();
  pause.mockClear();
});

const held = () => Promise.reject(Object.assign(new Error('held'), { code: 'ELOCKED' }));

it('a lock that another process has taken for stale harms nobody', async () => {
  lock.mockImplementation(async (_, { onCompromised }) => {
    onCompromised(taken);
    return () => Promise.reject(taken);
  });
  const task = vi.fn(async () => {});
  await fileStore('/tmp').lock('key', task);
  expect(task).toHaveBeenCalledOnce();
});

it('a lock that is held is tried for half a minute', async () => {
  lock.mockImplementation(held);
  await expect(fileStore('/tmp').lock('key', async () => {})).rejects.toMatchObject({ code: 'ELOCKED' });
  expect(lock).toHaveBeenCalledTimes(600);
  expect(pause).toHaveBeenCalledTimes(599);
});

it('a lock that is free after a while is taken', async () => {
  lock
    .mockImplementationOnce(held)
    .mockImplementationOnce(held)
    .mockResolvedValueOnce(async () => {});
  const task = vi.fn(async () => {});
  await fileStore('/tmp').lock('key', task);
  expect(task).toHaveBeenCalledOnce();
  expect(lock).toHaveBeenCalledTimes(3);
});

it('a lock that fails in another way is not tried again', async () => {
  lock.mockRejectedValue(Object.assign(new Error('no right'), { code: 'EACCES' }));
  await expect(fileStore('/tmp').lock('key', async () => {})).rejects.toMatchObject({ code: 'EACCES' });
  expect(lock).toHaveBeenCalledOnce();
});
