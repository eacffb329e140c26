import type { PathPart } from './locate.ts';
import type { Aggregation, Checklist, ChecklistItem } from './schema.ts';

interface CrossProblem {
  path: PathPart[];
  message: string;
  expected: string | null;
}

/** What the format alone cannot see: names that point to nothing, numbers that do not add up. */
export function crossCheck(checklist: Checklist): CrossProblem[] {
  const codes = new Set(checklist.items.map((item) => item.code));
  return [
    ...checkIdentity(checklist),
    ...checkUnknown(checklist),
    ...(checklist.aggregation === null ? [] : checkAggregation(checklist, checklist.aggregation, codes)),
    ...checkGrades(checklist),
    ...checklist.items.flatMap((item, index) => checkItem(checklist, item, ['items', index], codes)),
    ...findRepeats(
      checklist.items.map((item, index) => [item.code, ['items', index, 'code']]),
      'the code',
    ),
  ];
}

function checkIdentity(checklist: Checklist): CrossProblem[] {
  const problems: CrossProblem[] = [];
  const id = `${checklist.programme}-${checklist.fiscalYear}`;
  if (checklist.id !== id) {
    problems.push({
      path: ['id'],
      message: 'the id is not made of the programme and the year below it',
      expected: id,
    });
  }
  if (checklist.items.length !== checklist.codes.count) {
    const message = `the file has ${checklist.items.length} items and says that there are ${checklist.codes.count}`;
    problems.push({ path: ['codes', 'count'], message, expected: String(checklist.items.length) });
  }
  for (const [index, year] of checklist.alsoServes.entries()) {
    if (year !== checklist.fiscalYear) continue;
    const message = `${year} is the checklist's own year`;
    problems.push({ path: ['alsoServes', index], message, expected: 'another year' });
  }
  return problems;
}

/** A year that nobody knows everything of says so, in both languages, and is not called complete. */
function checkUnknown(checklist: Checklist): CrossProblem[] {
  const { aggregation, aggregationUnknownTh, aggregationUnknownEn, status } = checklist;
  const reasons = [
    { key: 'aggregationUnknownTh', text: aggregationUnknownTh },
    { key: 'aggregationUnknownEn', text: aggregationUnknownEn },
  ];
  const problems = reasons.flatMap(({ key, text }): CrossProblem[] => {
    if ((aggregation === null) === (text !== undefined)) return [];
    return aggregation === null
      ? [
          {
            path: [key],
            message: 'the aggregation is null and nothing here says why',
            expected: 'a sentence',
          },
        ]
      : [
          {
            path: [key],
            message: 'the aggregation is known, so nothing has to be explained',
            expected: null,
          },
        ];
  });
  if (aggregation === null && status === 'complete') {
    const message = 'without an aggregation the checklist is not complete';
    problems.push({ path: ['status'], message, expected: 'partial, names-only or draft' });
  }
  const unknown = checklist.items.find((item) => item.elements.length === 0);
  if (unknown !== undefined && status === 'complete') {
    const message = `the elements of ${unknown.code} are not known, so the checklist is not complete`;
    problems.push({ path: ['status'], message, expected: 'partial, names-only or draft' });
  }
  return problems;
}

function checkAggregation(
  checklist: Checklist,
  aggregation: Aggregation,
  codes: ReadonlySet<string>,
): CrossProblem[] {
  const { rules, indicators, subIndicators, instruments, defaultRule } = aggregation;
  const problems: CrossProblem[] = [];
  const ruleIds = rules.map((rule) => rule.id);
  if (!ruleIds.includes(defaultRule)) {
    const message = `there is no rule called "${defaultRule}"`;
    problems.push({ path: atAggregation('defaultRule'), message, expected: oneOf(ruleIds) });
  }
  for (const [index, rule] of rules.entries()) {
    for (const code of Object.keys(rule.weights)) {
      if (codes.has(code)) continue;
      const message = `there is no item ${code} in this checklist to weigh`;
      problems.push({
        path: atAggregation('rules', index, 'weights', code),
        message,
        expected: codeRange(codes),
      });
    }
  }
  const indicatorIds = indicators.map((indicator) => indicator.id);
  for (const [index, sub] of subIndicators.entries()) {
    if (!indicatorIds.includes(sub.indicator)) {
      const message = `there is no indicator "${sub.indicator}"`;
      problems.push({
        path: atAggregation('subIndicators', index, 'indicator'),
        message,
        expected: oneOf(indicatorIds),
      });
    }
    if (!checklist.items.some((item) => item.subIndicator === sub.id)) {
      const message = `no item belongs to sub-indicator ${sub.id}; delete it or correct the items`;
      problems.push({ path: atAggregation('subIndicators', index, 'id'), message, expected: null });
    }
  }
  for (const [index, indicator] of indicators.entries()) {
    if (subIndicators.some((sub) => sub.indicator === indicator.id)) continue;
    const message = `no sub-indicator belongs to indicator ${indicator.id}`;
    problems.push({ path: atAggregation('indicators', index, 'id'), message, expected: null });
  }
  const sum = instruments.iit + instruments.eit + instruments.oit;
  // Shares such as 0.3 + 0.3 + 0.4 do not add up exactly in binary.
  if (Math.abs(sum - 1) > 1e-9) {
    const message = `the shares of IIT, EIT and OIT add up to ${Number(sum.toFixed(6))}`;
    problems.push({
      path: atAggregation('instruments'),
      message,
      expected: 'shares that add up to 1, such as 0.3, 0.3 and 0.4',
    });
  }
  return [
    ...problems,
    ...findRepeats(
      rules.map((rule, index) => [rule.id, atAggregation('rules', index, 'id')]),
      'the rule',
    ),
    ...findRepeats(
      indicators.map((one, index) => [one.id, atAggregation('indicators', index, 'id')]),
      'the indicator',
    ),
    ...findRepeats(
      subIndicators.map((one, index) => [one.id, atAggregation('subIndicators', index, 'id')]),
      'the sub-indicator',
    ),
  ];
}

function checkGrades(checklist: Checklist): CrossProblem[] {
  const problems = findRepeats(
    checklist.grades.map((grade, index) => [grade.id, ['grades', index, 'id']]),
    'the grade',
  );
  for (const [index, grade] of checklist.grades.entries()) {
    const above = checklist.grades[index - 1];
    if (above === undefined || grade.minTotal <= above.minTotal) continue;
    problems.push({
      path: ['grades', index, 'minTotal'],
      message: 'this grade asks for more than the one before it; put the best grade first',
      expected: `at most ${above.minTotal}`,
    });
  }
  if (checklist.grades.length > 0 && checklist.grades.at(-1)?.minTotal !== 0) {
    const message = 'the last grade must begin at 0, or a low total has no grade';
    problems.push({ path: ['grades', checklist.grades.length - 1, 'minTotal'], message, expected: '0' });
  }
  return problems;
}

function checkItem(
  checklist: Checklist,
  item: ChecklistItem,
  path: PathPart[],
  codes: ReadonlySet<string>,
): CrossProblem[] {
  const problems: CrossProblem[] = [];
  const checkCode = (code: string | null, where: PathPart[]): void => {
    if (code === null) return;
    if (!codes.has(code)) {
      const message = `there is no item ${code} in this checklist`;
      problems.push({ path: [...path, ...where], message, expected: codeRange(codes) });
    } else if (code === item.code) {
      const message = `this points to the item itself (${code})`;
      problems.push({ path: [...path, ...where], message, expected: 'another item, or null' });
    }
  };
  for (const [index, word] of item.contrary.entries())
    checkCode(word.becomes, ['contrary', index, 'becomes']);
  for (const [index, miss] of item.nearMisses.entries())
    checkCode(miss.belongsTo, ['nearMisses', index, 'belongsTo']);
  for (const [index, code] of item.mayShareWith.entries()) checkCode(code, ['mayShareWith', index]);
  if (item.headSigns !== undefined) checkCode(item.headSigns, ['headSigns']);

  problems.push(...checkSubIndicator(checklist, item, path));
  const partial = item.scoreLevels.includes(50);
  for (const [index, element] of item.elements.entries()) {
    if (element.partOf === undefined || partial) continue;
    const message = 'a part of a partial score is named, and the item has no score of 50';
    problems.push({ path: [...path, 'elements', index, 'partOf'], message, expected: 'scoreLevels with 50' });
  }
  for (const end of [0, 100] as const) {
    if (item.scoreLevels.includes(end)) continue;
    problems.push({
      path: [...path, 'scoreLevels'],
      message: `a score of ${end} is missing`,
      expected: `${end}`,
    });
  }
  for (const [index, kind] of item.accepts.needsOneOf.entries()) {
    if (item.accepts.kinds.includes(kind)) continue;
    const message = `${kind} is needed here and not among the kinds that the item accepts`;
    problems.push({
      path: [...path, 'accepts', 'needsOneOf', index],
      message,
      expected: oneOf(item.accepts.kinds),
    });
  }
  return [
    ...problems,
    ...findRepeats(
      item.elements.map((one, index) => [one.id, [...path, 'elements', index, 'id']]),
      'the element',
    ),
    ...findRepeats(
      item.topics.map((topic, index) => [topic, [...path, 'topics', index]]),
      'the topic',
    ),
  ];
}

function checkSubIndicator(checklist: Checklist, item: ChecklistItem, path: PathPart[]): CrossProblem[] {
  const ids = checklist.aggregation?.subIndicators.map((sub) => sub.id) ?? null;
  if (ids === null ? item.subIndicator === null : ids.includes(item.subIndicator ?? '')) return [];
  const message =
    item.subIndicator === null
      ? 'the sub-indicator is missing, so the item would not be counted'
      : `there is no sub-indicator ${item.subIndicator}`;
  const expected = ids === null ? 'null, as the aggregation is' : oneOf(ids);
  return [{ path: [...path, 'subIndicator'], message, expected }];
}

function findRepeats(named: readonly (readonly [string, PathPart[]])[], what: string): CrossProblem[] {
  const seen = new Set<string>();
  return named.flatMap(([name, path]) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path, message: `${what} ${name} stands twice; rename or delete one`, expected: null }];
  });
}

function oneOf(values: readonly string[]): string {
  return `one of ${values.join(', ')}`;
}

function codeRange(codes: ReadonlySet<string>): string {
  const all = [...codes];
  return all.length > 4 ? `a code from ${all[0]} to ${all.at(-1)}` : oneOf(all);
}

function atAggregation(...rest: PathPart[]): PathPart[] {
  return ['aggregation', ...rest];
}
