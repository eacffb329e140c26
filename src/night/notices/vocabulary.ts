/** What a channel can be told. */
export const noticeTopics = ['regression', 'recovery', 'missed-night', 'weekly'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

export const channelTypes = ['email', 'webhook', 'line', 'slack', 'file'] as const;
export type ChannelType = (typeof channelTypes)[number];
