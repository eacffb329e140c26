/** Nights that come by themselves, and what they tell: the room's public face. */
export { ScheduleError } from './error.ts';
export { doWhatIsDue, keepSchedule, type ScheduleDeps, worstOf } from './keep-schedule.ts';
export { findTargets, type Look, type LookTarget, readLook } from './look-again.ts';
export { type Channel, type ChannelOptions, openChannels } from './notices/channels.ts';
export { composeTest } from './notices/compose.ts';
export {
  type ChannelConfig,
  channelName,
  type NoticesConfig,
  noticesSchema,
  readNotices,
} from './notices/config.ts';
export { type Notice, noticeSchema } from './notices/notice.ts';
export { DeliveryError } from './notices/post.ts';
export { type NightAgency, type NightDeps, runDay, runNight, runProbes } from './run-night.ts';
export { createTimetable, type Timetable } from './timetable.ts';
