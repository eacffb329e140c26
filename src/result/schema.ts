import { z } from 'zod';
import {
  agencyTypes,
  confidences,
  evidenceRoles,
  factConfidences,
  outcomes,
  reasonCodes,
  stopCauses,
  verdicts,
} from './vocabulary.ts';

/** Version of `result.json`; a rename or a change of meaning raises it. */
export const resultSchemaVersion = 1;

const outcome = z.enum(outcomes);
const isoInstant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const isoDate = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const score = z.number().min(0).max(100);

const grade = z.looseObject({ id: z.string(), nameTh: z.string(), nameEn: z.string() });

const reason = z.looseObject({
  code: z.enum(reasonCodes),
  /** id of the required element it speaks of, where it speaks of one */
  element: z.string().nullable(),
  expected: z.string().nullable(),
  found: z.string().nullable(),
  outcome: outcome.nullable(),
  messageTh: z.string(),
  messageEn: z.string(),
  url: z.string().nullable(),
});

const clickStep = z.looseObject({ url: z.string(), text: z.string() });

const evidence = z.looseObject({
  role: z.enum(evidenceRoles),
  url: z.string(),
  finalUrl: z.string(),
  outcome,
  httpStatus: z.int().nullable(),
  contentType: z.string().nullable(),
  /** what the bytes are: html, pdf, xlsx, image, …; null when nothing came */
  kind: z.string().nullable(),
  bytes: z.int().nullable(),
  title: z.string().nullable(),
  source: z.enum(['crawl', 'declared']),
  foundOn: z.string().nullable(),
  linkText: z.string().nullable(),
  clicksFromHome: z.int().nullable(),
  /** from the home page to the evidence; `text` is the link that was followed to `url` */
  clickPath: z.array(clickStep),
  sha256: z.string().nullable(),
  retrievedAt: isoInstant.nullable(),
  fiscalYears: z.array(z.int()),
  /** 0–1: how surely this address is about the item, before its content is judged */
  relevance: z.number().min(0).max(1),
  screenshot: z.string().nullable(),
  elements: z.array(
    z.looseObject({
      id: z.string(),
      found: z.boolean().nullable(),
      quote: z.string().nullable(),
      page: z.int().nullable(),
    }),
  ),
});

const item = z.looseObject({
  code: z.string(),
  topics: z.array(z.string()),
  nameTh: z.string(),
  nameEn: z.string(),
  /** the name in a few words, for tables and narrow screens */
  shortTh: z.string(),
  /** null where the checklist does not know the year's sub-indicators */
  subIndicator: z.string().nullable(),
  want: z.looseObject({
    kind: z.enum(['current', 'previous', 'any']),
    /** Buddhist Era; null where any year will do */
    fiscalYear: z.int().nullable(),
    confidence: z.enum(factConfidences),
  }),
  factConfidence: z.enum(factConfidences),
  responsibleUnitTh: z.string(),
  responsibleUnitEn: z.string(),
  verdict: z.enum(verdicts),
  score: z.union([z.literal(0), z.literal(50), z.literal(100)]).nullable(),
  /** that an assessor who opens this evidence would give full marks; null only for not-applicable */
  probability: z.number().min(0).max(1).nullable(),
  confidence: z.enum(confidences),
  effective: z.looseObject({ verdict: z.enum(verdicts), score: z.number().nullable() }),
  override: z
    .looseObject({
      verdict: z.enum(verdicts),
      by: z.string(),
      on: isoDate,
      reason: z.string(),
      evidenceSha256: z.string().nullable(),
      expired: z.boolean(),
    })
    .nullable(),
  /** OIT points with this item at 100 minus OIT with its present score; null where no score is computed */
  gain: z.number().nullable(),
  gainLow: z.number().nullable(),
  gainHigh: z.number().nullable(),
  /** most decisive first */
  reasons: z.array(reason),
  required: z.array(
    z.looseObject({
      id: z.string(),
      nameTh: z.string(),
      nameEn: z.string(),
      found: z.boolean().nullable(),
      /** false: asked for softly, its absence alone does not cost the item */
      strict: z.boolean(),
      confidence: z.enum(factConfidences),
    }),
  ),
  /** best first */
  evidence: z.array(evidence),
  /** of what the accepted and supporting evidence holds, address by address; a person's override lasts as long as it does */
  evidenceSha256: z.string().nullable().optional(),
  /** where we looked and found it wanting */
  looked: z.array(
    z.looseObject({ url: z.string(), outcome, relevance: z.number(), title: z.string().nullable() }),
  ),
  declared: z.array(
    z.looseObject({
      /** null where the agency declares that it has none */
      url: z.string().nullable(),
      have: z.boolean(),
      where: z.string().nullable(),
      outcome: outcome.nullable(),
    }),
  ),
  /** what moved the probability: log-odds, positive towards full marks */
  factors: z.array(z.looseObject({ name: z.string(), weight: z.number() })),
  /**
   * one or two lines: where something was found, what is open about it; last, always, what to do and which unit does it.
   * Empty for what does not apply
   */
  adviceTh: z.string(),
  adviceEn: z.string(),
  /** the sentence for the official form that says where on the site it is (เมนู → …); null when nothing was accepted */
  whereTh: z.string().nullable(),
  whereEn: z.string().nullable(),
  noteTh: z.string().nullable(),
  noteEn: z.string().nullable(),
});

const group = z.looseObject({
  id: z.string(),
  nameTh: z.string(),
  nameEn: z.string(),
  expected: score.nullable(),
  low: score,
  high: score,
});

/** One agency, one run: the whole of what reporters may read. */
export const resultSchema = z.looseObject({
  schemaVersion: z.literal(resultSchemaVersion),
  tool: z.looseObject({
    name: z.literal('oit-checker'),
    version: z.string(),
    components: z.looseObject({
      pdf: z.string().nullable(),
      ocr: z.string().nullable(),
      browser: z.string().nullable(),
    }),
  }),
  checklist: z.looseObject({
    id: z.string(),
    programme: z.string(),
    fiscalYear: z.int(),
    sha256: z.string(),
    nameTh: z.string(),
    nameEn: z.string(),
  }),
  agency: z.looseObject({
    /** the given id, else the start host: lower case, no www., punycode, with an odd port */
    key: z.string().min(1),
    id: z.string().nullable(),
    name: z.string().nullable(),
    type: z.enum(agencyTypes).nullable(),
    /** whether `type` was given by the user or guessed from the site's name */
    typeSource: z.enum(['given', 'guessed', 'unknown']),
    district: z.string().nullable(),
    province: z.string().nullable(),
    tags: z.array(z.string()),
  }),
  site: z.looseObject({
    startUrl: z.string(),
    finalUrl: z.string().nullable(),
    hosts: z.array(z.string()),
    reachable: z.boolean(),
    problem: outcome.nullable(),
    problemTh: z.string().nullable(),
    problemEn: z.string().nullable(),
  }),
  run: z.looseObject({
    id: z.string(),
    asOf: isoDate,
    /** Buddhist fiscal year that `asOf` lies in; where it differs from the checklist's the report says so first */
    asOfFiscalYear: z.int(),
    startedAt: isoInstant,
    finishedAt: isoInstant,
    options: z.record(z.string(), z.unknown()),
    stoppedBy: z.enum(stopCauses),
    pagesFetched: z.int(),
    documentsFetched: z.int(),
    pagesRendered: z.int(),
    requests: z.int(),
    bytes: z.int(),
    incomplete: z.boolean(),
    couldNotLook: z.looseObject({ items: z.int(), fetches: z.int() }),
  }),
  /** null when only some items were asked for */
  score: z
    .looseObject({
      expected: score.nullable(),
      low: score,
      high: score,
      /** why `expected` is null, where it is */
      unknownTh: z.string().nullable(),
      unknownEn: z.string().nullable(),
      /** the best grade that this OIT range surely allows; null when the range straddles a bound */
      grade: grade.nullable(),
      gradeLineTh: z.string().nullable(),
      gradeLineEn: z.string().nullable(),
      rules: z.array(
        z.looseObject({
          id: z.string(),
          status: z.enum(['verified', 'inferred']),
          expected: score.nullable(),
          low: score,
          high: score,
        }),
      ),
      total: z
        .looseObject({
          iit: score,
          /** mean of its two parts */
          eit: score,
          eit1: score,
          eit2: score,
          expected: score,
          low: score,
          high: score,
          /** null when the range straddles a bound */
          grade: grade.nullable(),
          /** at the low and at the high end of the OIT's range */
          gradeLow: grade.nullable(),
          gradeHigh: grade.nullable(),
        })
        .nullable(),
      indicators: z.array(group),
      subIndicators: z.array(group),
    })
    .nullable(),
  items: z.array(item),
  checks: z.array(
    z.looseObject({
      id: z.string(),
      nameTh: z.string(),
      nameEn: z.string(),
      found: z.boolean().nullable(),
      url: z.string().nullable(),
    }),
  ),
  problems: z.array(
    z.looseObject({
      kind: z.string(),
      url: z.string(),
      foundOn: z.string().nullable(),
      outcome: outcome.nullable(),
      httpStatus: z.int().nullable(),
      affects: z.array(z.string()),
    }),
  ),
});

export type Result = z.infer<typeof resultSchema>;
export type ResultItem = Result['items'][number];
export type ResultReason = ResultItem['reasons'][number];
export type ResultEvidence = ResultItem['evidence'][number];
export type ResultScore = NonNullable<Result['score']>;
