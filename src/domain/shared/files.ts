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

/** Network captures, as people of the field exchange them. */
const captures = ["application/vnd.tcpdump.pcap"] as const;

export type FileRule = { readonly maxBytes: number; readonly mediaTypes: readonly string[]; readonly sealed: boolean };

/** What may be uploaded for which purpose. Sealed purposes lie encrypted on the disk. */
export const filePurposes = {
  verificationEvidence: { maxBytes: 10 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  needAttachment: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: false },
  proposalAttachment: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: true },
  guidanceAttachment: { maxBytes: 20 * megabyte, mediaTypes: [...documents, ...pictures], sealed: false },
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
} satisfies Record<string, FileRule>;

export type FilePurpose = keyof typeof filePurposes;
export const filePurposeNames = [
  "verificationEvidence",
  "needAttachment",
  "proposalAttachment",
  "guidanceAttachment",
  "guidanceEvidence",
  "challengeFile",
] as const satisfies readonly FilePurpose[];
