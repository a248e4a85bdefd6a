/** What somebody of the registry can be asked for. */
export const workKinds = [
  "advice",
  "review",
  "judging",
  "standards",
  "training",
  "mentoring",
  "project",
  "employment",
  "internship",
] as const;
