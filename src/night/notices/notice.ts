import { z } from 'zod';
import { outcomes } from '../../result/vocabulary.ts';

/** Version of the JSON body of a webhook; a rename or a change of meaning raises it. */
export const noticeSchemaVersion = 1;

const score = z.number().min(0).max(100);

const alarmSchema = z.looseObject({
  /** the same alarm has the same id every time */
  id: z.string(),
  kind: z.enum(['item-regressed', 'item-recovered', 'site-down', 'site-back']),
  /** when it was confirmed, ISO, UTC */
  at: z.string(),
  /** null where the whole site is meant */
  code: z.string().nullable(),
  topics: z.array(z.string()),
  nameTh: z.string().nullable(),
  unitTh: z.string().nullable(),
  /** the looks that found it so, ISO, UTC */
  seenAt: z.array(z.string()),
  /** what was the evidence, or where the site is */
  url: z.string().nullable(),
  /** what changed, in one sentence each */
  changesTh: z.array(z.string()),
  causes: z.array(z.string()),
  causesTh: z.string(),
  /** of the site: how it failed last */
  outcome: z.enum(outcomes).nullable(),
});

const missedSchema = z.looseObject({
  /** when it was planned, ISO, UTC */
  plannedAt: z.string(),
  /** what it ended with; null: it was not begun, or did not end */
  exitCode: z.int().nullable(),
  begun: z.boolean(),
});

/** What a webhook is sent, and what the messages of the other channels are made of. */
export const noticeSchema = z.looseObject({
  schemaVersion: z.literal(noticeSchemaVersion),
  /** the same message has the same id, also when it is sent a second time */
  id: z.string(),
  kind: z.enum(['digest', 'weekly', 'test']),
  /** ISO, UTC */
  at: z.string(),
  subjectTh: z.string(),
  /** at most five lines, no names or telephone numbers */
  linesTh: z.array(z.string()).max(5),
  /** the whole message */
  textTh: z.string(),
  agencies: z.array(
    z.looseObject({
      key: z.string(),
      name: z.string().nullable(),
      score: z.looseObject({ expected: score.nullable(), low: score, high: score }).nullable(),
      /** items that could not be looked at in the last run */
      couldNotLook: z.int(),
      alarms: z.array(alarmSchema),
    }),
  ),
  missedNights: z.array(missedSchema),
});

export type Notice = z.infer<typeof noticeSchema>;
export type NoticeAlarm = z.infer<typeof alarmSchema>;
export type NoticeAgency = Notice['agencies'][number];
export type MissedNight = z.infer<typeof missedSchema>;
