import { describe, expect, it } from 'vitest';
import { PlanError } from '../../src/plan/error.ts';
import { readQuestions } from '../../src/plan/questions.ts';
import { buildSurveyRows } from '../../src/plan/survey-rows.ts';
import { readSurveyScores } from '../../src/plan/survey-scores.ts';
import { checklistFolder, loadChecklist2568 } from './build.ts';

describe('scores per question', () => {
  it('are read from YAML and from lines alike, in order', () => {
    const wanted = [
      { question: 'i1', scores: [96.67] },
      { question: 'i10', scores: [91.67] },
      { question: 'e1', scores: [99.51, 100] },
    ];
    expect(readSurveyScores('s.yaml', 'e1: [99.51, 100]\ni10: 91.67\nI1: 96.67\n')).toEqual(wanted);
    expect(
      readSurveyScores('s.csv', '\uFEFFข้อ,ส่วนที่ 1,ส่วนที่ 2\r\ni1,96.67,\r\ne1,99.51,100\r\ni10,91.67\r\n'),
    ).toEqual(wanted);
    expect(readSurveyScores('s.txt', 'i๑;๙๖.๖๗\ni10;91.67\ne1;"99.51";100\n')).toEqual(wanted);
  });

  it.each([
    ['no question', 's.csv', 'i1,90\nO7,80'],
    ['a first line that is no heading', 's.csv', 'ix,90\ni1,80'],
    ['twice', 's.csv', 'i1,90\nI1,80'],
    ['over 100', 's.csv', 'i1,900'],
    ['no number', 's.yaml', 'i1: ดี'],
    ['no score at all', 's.csv', 'i1,'],
    ['two parts of IIT', 's.yaml', 'i1: [90, 91]'],
    ['twice in YAML', 's.yaml', 'i1: 90\ni1: 80'],
    ['a list', 's.yaml', '- 90'],
    ['nothing', 's.csv', '\n\n'],
  ])('are refused with the place: %s', (_name, file, source) => {
    expect(() => readSurveyScores(file, source)).toThrow(PlanError);
  });
});

describe('rows of IIT and EIT', () => {
  it('are blank for every indicator without scores', async () => {
    const questions = await readQuestions(checklistFolder, 2568);
    const rows = buildSurveyRows(questions, null, 85, 2568);
    expect(rows.map((row) => `${row.instrument} ${row.indicator?.id}`)).toEqual([
      ...['1', '2', '3', '4', '5'].map((id) => `IIT ${id}`),
      ...['6', '7', '8'].map((id) => `EIT ${id}`),
    ]);
    expect(rows.every((row) => row.issue.length + row.measure.length + row.steps.length === 0)).toBe(true);
  });

  it('name the questions below the target and the lowest of each indicator, nothing else', async () => {
    const questions = await readQuestions(checklistFolder, 2568);
    const scores = readSurveyScores(
      's.yaml',
      'i1: 96.67\ni2: 99\ni3: 80\ni10: 84\ni11: 83\ni12: 98\ne1: [100, 100]\ne7: [99, 70]\ni29: 60\ni30: 90\n',
    );
    const rows = buildSurveyRows(questions, scores, 85, 2568);
    expect(rows.map(({ code }) => code)).toEqual(['i3', 'i10', 'i11', 'i29', 'e7']);
    const [first] = rows;
    expect(first).toMatchObject({
      unit: null,
      period: null,
      steps: [],
      status: { suggested: null, because: null },
    });
    expect(rows.find(({ code }) => code === 'i11')?.measure).toEqual([]);
    expect(rows.find(({ code }) => code === 'i10')?.measure[0]?.th).toContain('O8');
    expect(rows.at(-1)?.issue[0]?.th).toBe('ส่วนที่ 1 ได้ 99 ส่วนที่ 2 ได้ 70 คะแนน');
  });

  it('know nothing of a year without a file', async () => {
    expect(await readQuestions(checklistFolder, 2699)).toBeNull();
    expect(buildSurveyRows(null, null, 85, 2699)).toEqual([]);
    expect(buildSurveyRows(null, [{ question: 'i1', scores: [70] }], 85, 2699)).toHaveLength(1);
  });

  it('refer only to items that the checklist has, and each question to one indicator', async () => {
    const questions = await readQuestions(checklistFolder, 2568);
    const { checklist } = await loadChecklist2568();
    const codes = new Set(checklist.items.map(({ code }) => code));
    const listed = questions?.indicators.flatMap((indicator) => indicator.questions) ?? [];
    expect(new Set(listed).size).toBe(listed.length);
    for (const [question, remark] of Object.entries(questions?.remarks ?? {})) {
      expect(listed).toContain(question);
      for (const code of remark.items) expect(codes).toContain(code);
    }
  });
});
