import { describe, expect, it } from 'vitest';
import { agencyFolder } from '../../src/fleet/agency-folder.ts';
import { chooseSpreadHours, officeHoursEndMs, spreadMs } from '../../src/fleet/night.ts';
import { NightUse } from '../../src/fleet/night-limits.ts';

const at = (text: string): number => Date.parse(`${text}+07:00`);

describe('office hours', () => {
  it.each([
    ['Monday before', '2025-06-16T08:29:59', null],
    ['Monday morning', '2025-06-16T08:30:00', '2025-06-16T16:30:00'],
    ['Friday afternoon', '2025-06-20T16:29:59', '2025-06-20T16:30:00'],
    ['Friday evening', '2025-06-20T16:30:00', null],
    ['Saturday noon', '2025-06-21T12:00:00', null],
    ['Sunday noon', '2025-06-22T12:00:00', null],
  ])('%s', (_name, now, end) => {
    expect(officeHoursEndMs(at(now))).toBe(end === null ? null : at(end));
  });
});

describe('spread', () => {
  it('is the same every night, and even', () => {
    const starts = Array.from({ length: 4_000 }, (_, index) => spreadMs(`agency${index}.go.th`, 6));
    expect(starts).toEqual(Array.from({ length: 4_000 }, (_, index) => spreadMs(`agency${index}.go.th`, 6)));
    for (let hour = 0; hour < 6; hour++) {
      const inHour = starts.filter((ms) => Math.floor(ms / 3_600_000) === hour).length;
      expect(inHour).toBeGreaterThan(4_000 / 6 - 100);
      expect(inHour).toBeLessThan(4_000 / 6 + 100);
    }
    expect(spreadMs('a', 0)).toBe(0);
  });

  it('makes nobody wait for a short list, and leaves time at the end of a long one', () => {
    expect(chooseSpreadHours(5, 8, 8)).toBe(0);
    expect(chooseSpreadHours(8_300, 40, 8)).toBe(6);
    expect(chooseSpreadHours(400, 8, 8)).toBeCloseTo(1.67, 1);
  });
});

describe('limits of a night', () => {
  const limits = { maxRequestsPerAddress: 3, maxBytesPerAddress: 1_000, maxOcrDocuments: 1 };

  it('counts requests over all hosts of an address', () => {
    const night = new NightUse(limits);
    expect(night.startRequest('a.example', '192.0.2.1')).toBeNull();
    expect(night.startRequest('b.example', '192.0.2.1')).toBeNull();
    expect(night.usedUp()).toEqual([]);
    expect(night.startRequest('a.example', '192.0.2.1')).toBeNull();
    expect(night.usedUp()).toEqual(['192.0.2.1']);
    expect(night.startRequest('c.example', '192.0.2.1')).toMatchObject({ kind: 'limit' });
    expect(night.startRequest('c.example', '192.0.2.2')).toBeNull();
  });

  it('counts bytes to the address that the host lies on', () => {
    const night = new NightUse(limits);
    night.startRequest('a.example', '192.0.2.1');
    night.addBytes('a.example', 1_000);
    expect(night.startRequest('b.example', '192.0.2.1')).toMatchObject({ kind: 'limit' });
  });

  it('paces hosts without an address by themselves', () => {
    const night = new NightUse(limits);
    for (let n = 0; n < 3; n++) night.startRequest('a.cdn.example', null);
    expect(night.startRequest('a.cdn.example', null)).toMatchObject({ kind: 'limit' });
    expect(night.startRequest('b.cdn.example', null)).toBeNull();
  });

  it('leaves a host alone that says 429, or 503 with a time, at once; a bare 503 at the third', () => {
    const night = new NightUse(limits);
    night.noteOverload('a.example', 429, false);
    night.noteOverload('b.example', 503, true);
    night.noteOverload('c.example', 503, false);
    night.noteOverload('c.example', 503, false);
    expect(night.startRequest('a.example', null)).toMatchObject({ kind: 'stopped' });
    expect(night.startRequest('b.example', null)).toMatchObject({ kind: 'stopped' });
    expect(night.startRequest('c.example', null)).toBeNull();
    night.noteOverload('c.example', 503, false);
    expect(night.startRequest('c.example', null)).toMatchObject({ kind: 'stopped' });
    expect(night.stoppedHosts().map(({ host }) => host)).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('gives OCR to so many documents and no more', () => {
    const night = new NightUse(limits);
    expect([night.takeOcrDocument(), night.takeOcrDocument()]).toEqual([true, false]);
  });
});

describe('folder of an agency', () => {
  it.each([
    ['khambong.go.th', 'khambong.go.th'],
    ['4101', '4101'],
    ['127.0.0.1:8080', '127.0.0.1_8080'],
  ])('%s', (key, folder) => {
    expect(agencyFolder(key)).toBe(folder);
  });

  it('is a name that Windows takes, inside the batch, and another one for another key', () => {
    const keys = [
      '../..',
      'CON',
      'con',
      'nul.txt',
      'site',
      'a/b',
      'a b',
      'A',
      'a',
      'อบต.คำบง',
      'x'.repeat(300),
      '.',
      'a.',
      'queue.sqlite',
      'batch.json',
      'agencies.ndjson',
    ];
    const folders = keys.map(agencyFolder);
    expect(new Set(folders.map((name) => name.toLowerCase())).size).toBe(keys.length);
    for (const name of folders) {
      expect(name).toMatch(/^[a-z0-9\u0E01-\u0E5B][a-z0-9._\-\u0E01-\u0E5B]{0,80}$/);
      expect(name).not.toMatch(
        /^(?:con|nul|prn|aux)(?:\.|$)|[.]$|^site$|^queue\.sqlite$|^batch\.json$|^agencies\.ndjson$/,
      );
    }
  });
});
