import { loadBankHalf } from '../bank/load.ts';
import { siteSpecs } from '../bank/sites.ts';
import type { BankHalf, Half } from '../bank/types.ts';
import { buildSite } from './build.ts';
import type { SiteSpec } from './draft.ts';
import { loadPdfFonts } from './pdf.ts';
import type { SampleSite, SiteSource } from './source.ts';

/**
 * Sites of the bank by half, or those whose id begins so. Every further draw gives the same agencies and arrangements
 * other wordings and other mishaps.
 */
export function chooseDrawn(half: Half | 'all', id: string | null, draws = 1): SiteSource[] {
  const specs = siteSpecs.filter((spec) =>
    id === null ? half === 'all' || spec.half === half : spec.id.startsWith(id),
  );
  const banks = new Map<Half, Promise<BankHalf>>();
  const bankOf = (one: Half): Promise<BankHalf> => {
    const bank = banks.get(one) ?? loadBankHalf(one);
    banks.set(one, bank);
    return bank;
  };
  return Array.from({ length: draws }, (_, draw) =>
    draw === 0
      ? specs
      : specs.map((spec) => ({ ...spec, id: `${spec.id}-draw${draw + 1}`, seed: spec.seed + draw * 7919 })),
  )
    .flat()
    .map((spec) => ({
      id: spec.id,
      half: spec.half,
      open: async (port, codes) => await openDrawn(spec, await bankOf(spec.half), port, codes),
    }));
}

async function openDrawn(
  spec: SiteSpec,
  bank: BankHalf,
  port: number,
  codes: readonly string[],
): Promise<SampleSite> {
  const { routes, truth } = await buildSite(spec, bank, codes, await loadPdfFonts(), port);
  return { agency: spec.agency, truth, find: (address) => routes.get(address) };
}
