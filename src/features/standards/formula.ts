/**
 * Draws a formula; the mathematics come only to pages that have one. What TeX does not understand is shown as written.
 * MathML needs no fonts and no styles of its own, and a screen reader reads it.
 */
export async function renderFormula(tex: string, into: HTMLElement): Promise<void> {
  const { default: katex } = await import("katex");
  katex.render(tex || "\\square", into, { displayMode: true, output: "mathml", throwOnError: false, trust: false });
}
