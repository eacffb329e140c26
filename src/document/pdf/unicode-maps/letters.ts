import { repairPrivateUse } from '../../../text/fold.ts';

/** Thai glyphs of the private use area as the letters they show, so that both spellings count as one. */
export function toLetters(text: string): string {
  let letters = '';
  for (let at = 0; at < text.length; at += 1)
    letters += String.fromCharCode(repairPrivateUse(text.charCodeAt(at)));
  return letters;
}

/** Sara am in the two parts that fonts draw it of. */
export function splitSaraAm(text: string): string {
  return text.replaceAll('ำ', 'ํา');
}
