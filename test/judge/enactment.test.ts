import { describe, expect, it } from 'vitest';
import { judgeCandidate } from '../../src/judge/candidate.ts';
import { buildCandidate, buildItem, judgeContext } from './build.ts';
import { buildDocumentCandidate } from './build-documents.ts';

const item = buildItem({ enactedBy: ['อาศัยอำนาจตามความใน', 'ให้ไว้ ณ วันที่'] });
const shown = 'สาระสำคัญคือให้กรมมีอำนาจหน้าที่ดำเนินการตามกฎหมายว่าด้วยช่างพื้นบ้าน';
const law = `อาศัยอำนาจตามความในมาตรา 8 รัฐมนตรีออกกฎกระทรวงไว้ดังต่อไปนี้ ${shown} ให้ไว้ ณ วันที่ 14 มีนาคม พ.ศ. 2559`;

describe('the text of a law', () => {
  it('is for a person, on a page or in a document', () => {
    const page = buildCandidate({ html: `<main><h1>อำนาจหน้าที่</h1><p>${law}</p></main>` });
    for (const candidate of [page, buildDocumentCandidate([law])])
      expect(judgeCandidate(item, candidate, judgeContext)).toMatchObject({
        verdict: 'review',
        causes: [{ code: 'wrong-kind' }],
      });
  });

  it('is none where the agency says what it does and names the law', () => {
    const own = `ตามกฎกระทรวง อาศัยอำนาจตามความในมาตรา 8 ${shown}`;
    expect(judgeCandidate(item, buildDocumentCandidate([own]), judgeContext).verdict).toBe('pass');
  });

  it('may answer other items', () => {
    expect(judgeCandidate(buildItem(), buildDocumentCandidate([law]), judgeContext).verdict).toBe('pass');
  });
});
