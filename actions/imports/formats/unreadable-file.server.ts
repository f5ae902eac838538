/** The file cannot be read as a table. The message is for the person who chose it. */
export class UnreadableFile extends Error {}
