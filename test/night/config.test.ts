import { describe, expect, it } from 'vitest';
import { InputError, readNotices } from '../../src/index.ts';

const read = (text: string) => readNotices('notices.yaml', new TextEncoder().encode(text));
const problemsOf = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

describe('notices.yaml', () => {
  it('is read with its defaults', () => {
    const config = read(
      'channels:\n  - { type: webhook, url: "https://example.org/hook", secretEnv: HOOK }\n',
    );
    expect(config.quietHours).toEqual({ from: '20:00', to: '07:00' });
    expect(config.channels[0]?.on).toEqual(['regression', 'recovery', 'missed-night', 'weekly']);
  });

  it('takes no secret, in any spelling of its key', () => {
    for (const key of ['password', 'token', 'api_key', 'Secret']) {
      const text = `channels:\n  - type: slack\n    secretEnv: S\n    ${key}: hunter2\n`;
      expect(problemsOf(text)).toMatch(/^notices\.yaml:4: คอลัมน์ 5: .*secretEnv/);
      expect(problemsOf(text)).not.toContain('hunter2');
    }
  });

  it.each([
    ['channels: []', /^notices\.yaml:1: .*channels/],
    ['channels:\n  - type: pigeon\n', /^notices\.yaml:2: คอลัมน์ \d+: channels\.0\.type/],
    ['channels:\n  - { type: file, path: a, on: [weather] }', /^notices\.yaml:2: .*on\.0/],
    ['channels:\n  - { type: file, path: a }\n  - { type: file, path: b }', /^notices\.yaml:3: .*“file”/],
    ['channels:\n  - { type: line, to: Uabc, secretEnv: T }', /channels\.0\.to/],
    ['channels:\n  - { type: slack }', /slack: .*secretEnv/],
    ['channels:\n  - { type: slack, secretEnv: A, secretFile: b }', /not both/],
    [
      'channels:\n  - { type: email, host: mail.example.org, security: none, user: u, secretEnv: P, from: a@example.org, to: [b@example.org] }',
      /in the clear/,
    ],
    ['channels:\n  - { type: webhook, url: "ftp://example.org/" }', /channels\.0\.url/],
    [
      'quietHours: { from: "25:00", to: "07:00" }\nchannels:\n  - { type: file, path: a }',
      /^notices\.yaml:1: .*HH:MM/,
    ],
    ['channels: [', /^notices\.yaml:\d+: คอลัมน์ \d+: .*YAML/],
  ])('names line and column of what cannot be used: %s', (text, message) => {
    expect(problemsOf(text)).toMatch(message);
  });
});
