import { expect, it } from 'vitest';
import { findTool } from '../../src/cli/find-tool.ts';
import { makeDocx } from '../document/make/docx.ts';
import { readFaces } from '../document/make/layout.ts';
import { makePdf } from '../document/make/pdf.ts';
import { withoutColumns } from '../document/make/source.ts';
import { runAgency } from './run-agency.ts';
import { buildSecondAgency } from './second/agency.ts';
import { annualReport2567 } from './second/plans.ts';
import { corruptionReport, riskReport } from './second/reports.ts';

it('does not take the columns that are there for those that are not', async () => {
  const fixture = await buildSecondAgency();
  const faces = readFaces();
  const routes = new Map(fixture.routes);
  const replace = (name: string, body: Uint8Array): void => {
    routes.set(`/files/${name}`, { ...routes.get(`/files/${name}`), body });
  };
  // What was planned is not what was spent; what was to be done is not what was done.
  replace('o7.docx', makeDocx(withoutColumns(annualReport2567, ['เบิกจ่าย', 'คงเหลือ'])));
  replace('o26.pdf', await makePdf(withoutColumns(corruptionReport, ['งบประมาณที่ใช้']), faces));
  replace('o24.pdf', await makePdf(withoutColumns(riskReport, ['ผลการดำเนินการ']), faces));
  const { result } = await runAgency({ ...fixture, routes }, findTool);
  const told = ['O7', 'O24', 'O26'].map((code) => {
    const item = result.items.find((candidate) => candidate.code === code);
    const isHeld = item?.verdict === 'fail' || item?.verdict === 'review';
    return [code, isHeld, item?.reasons[0]?.code, item?.reasons[0]?.element];
  });
  expect(told).toEqual([
    ['O7', true, 'missing-element', 'budget-spent'],
    ['O24', true, 'missing-element', 'risk-results'],
    ['O26', true, 'missing-element', 'plan-spending'],
  ]);
});
