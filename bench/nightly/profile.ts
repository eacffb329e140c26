import { z } from 'zod';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.int(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.int()).optional(),
    }),
  ),
  samples: z.array(z.int()),
  timeDeltas: z.array(z.number()),
});

const runtime = 'Node itself: its start, loading modules, the event loop';

/** Time of a V8 profile by the room of ours in which, or below which, it was spent; idle time is left out. */
export function countByRoom(json: string): { room: string; ms: number }[] {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(json));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rooms = new Map<number, string>();
  const [root] = nodes;
  const waiting = root === undefined ? [] : [{ id: root.id, room: runtime }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = byId.get(next.id);
    if (node === undefined) continue;
    const { functionName, url } = node.callFrame;
    const own = /\/src\/([\w-]+)\//.exec(url)?.[1];
    const room =
      functionName === '(garbage collector)'
        ? 'garbage collector'
        : functionName === '(idle)'
          ? 'idle'
          : own === undefined
            ? next.room
            : `src/${own}/`;
    rooms.set(node.id, room);
    for (const id of node.children ?? []) waiting.push({ id, room });
  }
  const spent = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const room = rooms.get(id) ?? runtime;
    spent.set(room, (spent.get(room) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  }
  spent.delete('idle');
  return [...spent].map(([room, ms]) => ({ room, ms })).toSorted((a, b) => b.ms - a.ms);
}
