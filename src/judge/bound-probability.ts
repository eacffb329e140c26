import type { MachineVerdict } from './notes.ts';

/** A verdict and its probability never contradict each other. */
export function boundProbability(verdict: MachineVerdict, probability: number): number {
  switch (verdict) {
    case 'pass':
      return Math.max(probability, 0.7);
    case 'fail':
      return Math.min(probability, 0.15);
    case 'partial':
      return Math.min(probability, 0.3);
    case 'review':
      return Math.min(Math.max(probability, 0.05), 0.97);
  }
}
