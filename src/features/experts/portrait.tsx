/** A person's picture as they chose it, drawn by the file door, which asks the profile who may see it. */
export function Portrait({ fileId, label }: { fileId: string; label: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a small picture behind a door that checks its reader cannot be optimised by another server
    <img
      src={`/api/files/${fileId}`}
      alt={label}
      width={96}
      height={96}
      className="size-24 rounded-full border border-line bg-sunken object-cover"
    />
  );
}
