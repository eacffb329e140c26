/** A plan cannot be made of what was given; the message says why and what to do, in Thai and English. */
export class PlanError extends Error {}
