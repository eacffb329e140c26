/** A schedule cannot be kept as asked; the message, Thai then English, says what to write instead. */
export class ScheduleError extends Error {}
