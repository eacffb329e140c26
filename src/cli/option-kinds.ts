import { Option } from 'commander';
import { parseNumber } from './parse.ts';

/** An option whose value is a number between `min` and `max`, both allowed. */
export function numberOption(
  flags: string,
  text: string,
  min: number,
  max: number,
  preset: number | undefined,
  isWhole = true,
): Option {
  const name = flags.split(' ')[0] ?? flags;
  const option = new Option(flags, text).argParser(parseNumber(name, min, max, isWhole));
  return preset === undefined ? option : option.default(preset);
}

/** Reads an option that may be typed several times. */
export function collect(value: string, all: string[]): string[] {
  return [...all, value];
}
