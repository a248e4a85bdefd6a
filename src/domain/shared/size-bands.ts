/** How large an organisation is, after the bands that Chinese statistics use for enterprises; smallest first. */
export const sizeBands = ["micro", "small", "medium", "large"] as const;
