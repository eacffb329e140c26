import type { OcrChild } from './child-process.ts';
import type { OcrAttempt, OcrEngine, RawRecognition } from './types.ts';

/** Recognises with tesseract.js in the given child process, from language data that lies packed in `dataDir`. */
export function createBundledEngine(version: string, child: OcrChild, dataDir: string): OcrEngine {
  return {
    name: `tesseract.js ${version}`,
    async recognise(picturePath, signal): Promise<OcrAttempt<RawRecognition>> {
      const answer = await child.ask({ type: 'recognise', picturePath, dataDir }, signal);
      if (!answer.ok) return answer;
      if (answer.value.type !== 'recognised') {
        return { ok: false, problem: 'unreadable', detail: `unexpected answer: ${answer.value.type}` };
      }
      return { ok: true, value: { text: answer.value.text, tsv: answer.value.tsv } };
    },
    close: async () => {},
  };
}
