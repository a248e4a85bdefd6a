/** schema.org data for search engines. Every `<` is written as an escape, so that no text can end the element. */
export function LinkedData({ json }: { json: string }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a data block of our own JSON, escaped below; React would escape its quotes
      dangerouslySetInnerHTML={{ __html: json.replaceAll("<", "\\u003c") }}
    />
  );
}
