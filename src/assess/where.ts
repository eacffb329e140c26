import type { Candidate } from '../match/candidate.ts';
import { tidy } from '../text/normalise.ts';

const maxStepChars = 60;

/** The sentence of the official form that says where on the site something is, from the click path. */
export function describeWhere(candidate: Candidate): { th: string; en: string } | null {
  const { clickPath, section } = candidate;
  if (clickPath === null) return null;
  const steps = clickPath.map((step) => tidy(step.text).slice(0, maxStepChars)).filter((text) => text !== '');
  if (section !== null) steps.push(tidy(section.heading).slice(0, maxStepChars));
  if (steps.length === 0) return { th: 'หน้าแรกของเว็บไซต์', en: 'The home page' };
  const path = steps.filter((step, index) => step !== steps[index - 1]).join(' → ');
  return { th: `หน้าแรก → เมนู ${path}`, en: `Home → menu ${path}` };
}
