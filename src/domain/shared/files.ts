const megabyte = 1_048_576;
const documents = [
  "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "text/plain",
  "text/markdown",
  "text/csv",
] as const;
const pictures = ["image/png", "image/jpeg", "image/webp"] as const;

export type FileRule = {
  readonly maxBytes: number;
  readonly mediaTypes: readonly string[];
  /** The name is sealed like the bytes: "offer 480,000.pdf" would tell the price, "port-102-overflow.png" the flaw. */
  readonly sealed: boolean;
  /** A picture drawn anew from its pixels, of at most so many on a side. */
  readonly mostPixels?: number;
};
/** Network captures, as people of the field exchange them. */
const captures = ["application/vnd.tcpdump.pcap", "application/x-pcapng"] as const;

/** What may be uploaded for which purpose. Sealed purposes lie encrypted on the disk. */
export const filePurposes = {
  verificationEvidence: { maxBytes: 10 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  needAttachment: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: false },
  /** Sealed until the opening. */
  proposalAttachment: {
    maxBytes: 20 * megabyte,
    mediaTypes: [...documents, ...pictures],
    sealed: true,
  },
  guidanceAttachment: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: false },
  /** Deliveries, test results and what the parties send each other. */
  engagementFile: { maxBytes: 50 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  /** Shown to who signed the non-disclosure agreement. */
  confidentialAttachment: {
    maxBytes: 20 * megabyte,
    mediaTypes: [...documents, ...pictures],
    sealed: true,
  },
  /** Under embargo with its report. */
  crowdEvidence: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  challengeFile: {
    maxBytes: 50 * megabyte,
    mediaTypes: [
      ...documents,
      ...pictures,
      ...captures,
      "application/zip",
      "application/gzip",
      "application/xml",
      "application/json",
    ],
    sealed: true,
  },
  guidanceEvidence: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  standardDraft: { maxBytes: 20 * megabyte, mediaTypes: [documents[1], "text/plain", "text/markdown"], sealed: false },
  standardComments: {
    maxBytes: 5 * megabyte,
    mediaTypes: [documents[1], documents[2], "text/plain", "text/csv"],
    sealed: false,
  },
  // What every output can print: the editor turns a WebP picture into a PNG before it is sent.
  standardFigure: { maxBytes: 5 * megabyte, mediaTypes: ["image/png", "image/jpeg"], sealed: false },
  competitionEntry: {
    maxBytes: 50 * megabyte,
    mediaTypes: [...documents, ...pictures, ...captures, "application/xml"],
    sealed: true,
  },
  /** The browser makes a small PNG of whatever picture was chosen. */
  avatar: { maxBytes: megabyte, mediaTypes: ["image/png"], sealed: false, mostPixels: 512 },
  challengePack: { maxBytes: 50 * megabyte, mediaTypes: ["application/zip"], sealed: true },
} satisfies Record<string, FileRule>;

export type FilePurpose = keyof typeof filePurposes;
export const filePurposeNames = [
  "verificationEvidence",
  "needAttachment",
  "proposalAttachment",
  "guidanceAttachment",
  "guidanceEvidence",
  "engagementFile",
  "confidentialAttachment",
  "crowdEvidence",
  "challengeFile",
  "standardDraft",
  "standardComments",
  "standardFigure",
  "competitionEntry",
  "challengePack",
  "avatar",
] as const satisfies readonly FilePurpose[];
