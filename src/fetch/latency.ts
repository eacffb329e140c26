/**
 * How much slower a host has become, from the time to its headers.
 *
 * `smoothed` is an exponential average (new sample × 0.3). `usual` is the lowest `smoothed` seen after the first
 * five samples, and at least 100 ms, below which a doubling is noise. `factor = smoothed ÷ usual`. From 2 on the host
 * counts as slowed down, until it is below 1.5 again; then the delay is multiplied by the factor and one request runs
 * at a time. An error can only raise the average: a server that fails fast must not be asked faster
 * (the rule of Scrapy's AutoThrottle).
 */
export interface Latency {
  samples: number;
  smoothedMs: number;
  usualMs: number;
  isSlowedDown: boolean;
}

const weight = 0.3;
const warmUpSamples = 5;
const noiseFloorMs = 100;
const slowAtFactor = 2;
const recoveredBelowFactor = 1.5;

export function startLatency(): Latency {
  return { samples: 0, smoothedMs: 0, usualMs: Number.POSITIVE_INFINITY, isSlowedDown: false };
}

/** 1 while nothing is known or all is as usual, else how many times slower. */
export function slowDownFactor(latency: Latency): number {
  return latency.isSlowedDown ? latency.smoothedMs / latency.usualMs : 1;
}

/** The state after one more answer, or one more error. */
export function addLatency(before: Latency, latencyMs: number, isError: boolean): Latency {
  if (isError && (before.samples === 0 || latencyMs <= before.smoothedMs)) return before;
  const samples = before.samples + 1;
  const smoothedMs =
    before.samples === 0 ? latencyMs : before.smoothedMs + weight * (latencyMs - before.smoothedMs);
  const usualMs =
    samples < warmUpSamples ? before.usualMs : Math.max(noiseFloorMs, Math.min(before.usualMs, smoothedMs));
  const factor = smoothedMs / usualMs;
  const isSlowedDown = factor >= (before.isSlowedDown ? recoveredBelowFactor : slowAtFactor);
  return { samples, smoothedMs, usualMs, isSlowedDown };
}
