/** What-if and the improvement plan, made of results. */
export { buildPlan, type PlanInputs } from './build.ts';
export { PlanError } from './error.ts';
export { isPlanFormat, type PlanFormat, planFormats, writePlan } from './formats.ts';
export { type Questions, readQuestions } from './questions.ts';
export { parseResult } from './read-results.ts';
export { type Plan, planSchema, planSchemaVersion } from './schema.ts';
export { readSurveyScores, type SurveyScore } from './survey-scores.ts';
export { whatIfLines } from './tables.ts';
export { createWhatIf, type FixOption, type TargetPath, type WhatIf } from './what-if.ts';
