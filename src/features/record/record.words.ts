/** Words for the public record (公开存证用语): what everyone is told once the stored record is not the one that was signed. */

export const alteredWords = ['存证和签过名的对不上，有人动过。', '这里照最后签过名的那份核对。', '请告诉见证人，不要只问镇里。'] as const
