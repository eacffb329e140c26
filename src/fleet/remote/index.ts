/** Many machines for one batch: the room's public face. */
export { openRedis } from './redis-connection.ts';
export { openRemoteResults, type RemoteBatch, type RemoteResults } from './results.ts';
export { remoteBatchId, runRemoteBatch, type RemoteBatchDeps, type RemoteBatchOptions } from './batch.ts';
export { runRemoteWorker, type RemoteWorkerDeps, type RemoteWorkerOptions } from './work.ts';
export { callRoll, type WorkerSign } from './roll-call.ts';
export { openRedisQueue, type RedisQueueOptions } from './redis-queue.ts';
