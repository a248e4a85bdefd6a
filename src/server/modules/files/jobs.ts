import { removeFile } from "@/server/platform/files";
import type { Job } from "@/server/platform/queue";

export const filesJobs: readonly Job[] = [
  {
    queue: "files.remove-bytes",
    topic: "files.dropped",
    async handle({ storageKeys }) {
      for (const key of storageKeys as string[]) await removeFile(key);
    },
  },
];
