/** Many agencies: the room's public face. */
export {
  runBatch,
  type BatchDeps,
  type BatchOptions,
} from './batch.ts';
export type { BatchOutcome } from './finish-batch.ts';
export { agencyFolder } from './agency-folder.ts';
export {
  type BatchFolder,
  findDifference,
  openBatchFolder,
  readBatchManifest,
} from './batch-folder.ts';
export { openEmbeddedQueue, QueueError } from './embedded-queue.ts';
export { type AgencyFilter, matchesFilter, parseFilter } from './filter.ts';
export { createGroupFinder } from './find-group.ts';
export { readAgencyLines } from './ledger.ts';
export { chooseSpreadHours, officeHoursEndMs, spreadMs } from './night.ts';
export { type NightBook, type NightLimits, NightUse } from './night-limits.ts';
export type { BatchSettings, FromWorker, ToWorker } from './protocol.ts';
export type { JobQueue, Lease, LeaseRequest, NewJob, QueueCounts, RetryReason } from './queue.ts';
export {
  type AgencyLine,
  agencyLineSchema,
  batchFiles,
  type BatchManifest,
  batchManifestSchema,
  batchSchemaVersion,
} from './schema.ts';
export { readSharedNetworks } from './shared-networks.ts';
export type { BatchProgress } from './tally.ts';
export { writeAgencyEnd, writeBatchProgress, writeBatchSummary } from './words.ts';
export { createForker } from './worker-link.ts';
export { startWorker, type WorkerDeps } from './worker.ts';
export { BatchDiskFullError, WorkersFailedError } from './recorder.ts';
export {
  callRoll,
  openRedis,
  openRedisQueue,
  openRemoteResults,
  type RemoteBatch,
  type RemoteResults,
  type RemoteBatchDeps,
  remoteBatchId,
  type RemoteBatchOptions,
  runRemoteBatch,
  runRemoteWorker,
  type WorkerSign,
} from './remote/index.ts';
