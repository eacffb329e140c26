import type { Document } from 'yaml';
import type { z } from 'zod';
import type { PathPart } from './locate.ts';

interface Described {
  path: PathPart[];
  message: string;
  expected: string | null;
  atKey?: boolean;
}

/** Says one schema issue in plain words; an issue about several unknown keys becomes one for each. */
export function describeIssue(issue: z.core.$ZodIssue, document: Document.Parsed): Described[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const written = quoteValue(document.getIn(path));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `the key "${key}" is not known here; correct its spelling or delete it`,
        expected: null,
        atKey: true,
      }));
    case 'invalid_type':
      return [describeType(path, issue.expected, written)];
    case 'invalid_value':
      return [
        {
          path,
          message: written === null ? 'this is missing; add it' : `${written} is not allowed here`,
          expected: oneOf(issue.values.map(String)),
        },
      ];
    case 'invalid_union':
      return [describeUnion(issue, path, written)];
    case 'invalid_format':
      return [
        { path, message: `${written ?? 'this'} is not written as it must be`, expected: issue.message },
      ];
    case 'too_small':
      return [
        {
          path,
          message:
            issue.origin === 'number' ? `${written} is too small` : 'this is empty or too short; fill it in',
          expected: `at least ${String(issue.minimum)}`,
        },
      ];
    case 'too_big':
      return [
        { path, message: `${written ?? 'this'} is too large`, expected: `at most ${String(issue.maximum)}` },
      ];
    case 'invalid_key':
      return [
        {
          path,
          message: `the key "${String(path.at(-1))}" is not written as it must be`,
          expected: issue.issues[0]?.message ?? null,
          atKey: true,
        },
      ];
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [{ path, message: issue.message, expected: null }];
    default: {
      const unknown: never = issue;
      return [{ path, message: String(unknown), expected: null }];
    }
  }
}

function describeType(path: PathPart[], type: string, written: string | null): Described {
  const expected = typeNames.get(type) ?? type;
  if (written === null)
    return { path, message: `"${String(path.at(-1) ?? 'this')}" is missing; add it`, expected };
  return { path, message: `${written} is not the kind of value that belongs here`, expected };
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list, one entry a line beginning with "- "'],
  ['object', 'a group of "key: value" lines'],
  ['record', 'a group of "key: value" lines'],
]);

/** A choice by a `kind`, or between fixed values: gathers what any of the branches would have taken. */
function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: PathPart[],
  written: string | null,
): Described {
  const values = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : values;
  const message = written === null ? 'this is missing; add it' : `${written} is not allowed here`;
  return { path, message, expected: options.length === 0 ? null : oneOf(options.map(String)) };
}

function oneOf(values: readonly string[]): string {
  const distinct = [...new Set(values)];
  return distinct.length === 1 ? `${distinct[0]}` : `one of ${distinct.join(', ')}`;
}

/** What the file says there, short; null where it says nothing. */
function quoteValue(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return 'what stands here';
}
