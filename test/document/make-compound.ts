import { CFB } from '@e965/xlsx';

interface CfbWriter {
  utils: { cfb_new(): unknown; cfb_add(file: unknown, name: string, content: Uint8Array): void };
  write(file: unknown, options: { type: 'buffer' }): Uint8Array;
}

/** A compound file with those streams. */
export function makeCompound(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const cfb = CFB as CfbWriter;
  const file = cfb.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) cfb.utils.cfb_add(file, `/${name}`, content);
  return new Uint8Array(cfb.write(file, { type: 'buffer' }));
}

/** A record of a .ppt stream; a list of records makes a container. */
export function makeRecord(
  type: number,
  content: Uint8Array | readonly Uint8Array[],
  instance = 0,
): Uint8Array {
  const isContainer = !(content instanceof Uint8Array);
  const body = isContainer ? Buffer.concat(content) : content;
  const head = Buffer.alloc(8);
  head.writeUInt16LE((instance << 4) | (isContainer ? 0xf : 0), 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
