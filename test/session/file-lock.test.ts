import { fileStore } from 'credwire/session/file';
import { expect, it, vi } from 'vitest';

vi.mock('proper-lockfile', () => ({
  default: {
    lock: async (_: string, { onCompromised }: { onCompromised(error: Error): void }) => {
      onCompromised(new Error('taken over'));
      return () => Promise.reject(new Error('taken over'));
    },
  },
}));

it('a lock that another process has taken for stale harms nobody', async () => {
  const task = vi.fn(async () => {});
  await fileStore('/tmp').lock('key', task);
  expect(task).toHaveBeenCalledOnce();
});
