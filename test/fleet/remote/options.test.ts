import { describe, expect, it } from 'vitest';
import { refuseLocalChecklists } from '../../../src/cli/batch-remote.ts';
import { hideServers, readServers } from '../../../src/cli/remote-servers.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';

describe('where jobs and results are kept', () => {
  const results = 'postgres://oit:secret@db/oit';

  it('is this machine, or two servers, typed or from the environment', () => {
    expect(readServers({ queue: 'embedded' }, { OIT_QUEUE: 'redis://a' })).toBeNull();
    expect(readServers({ queue: 'redis://a:6379', results }, {})).toEqual({
      queue: 'redis://a:6379',
      results,
    });
    expect(readServers({ queue: 'env' }, { OIT_QUEUE: 'rediss://a', OIT_RESULTS: results })).toEqual({
      queue: 'rediss://a',
      results,
    });
  });

  it.each([
    [{ queue: 'env' }, {}, '--queue'],
    [{ queue: 'http://a' }, {}, '--queue'],
    [{ queue: 'redis://a' }, {}, '--results'],
    [{ queue: 'redis://a', results: 'mysql://secret@a' }, {}, '--results'],
  ])('is refused as %j', (typed, environment, said) => {
    const read = (): unknown => readServers(typed, environment);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(said);
    expect(read).not.toThrow('secret');
  });

  it('is not told to processes that open what strangers have written', () => {
    expect(hideServers({ PATH: '/bin', OIT_QUEUE: 'redis://a', OIT_RESULTS: results })).toEqual({
      PATH: '/bin',
    });
  });

  it('has the checklists that come with the program, and no files of one machine', () => {
    refuseLocalChecklists([null, 'ita-2568', '2567']);
    expect(() => refuseLocalChecklists([null, './own.yaml'])).toThrow('./own.yaml');
  });
});
