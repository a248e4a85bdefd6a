/** Words that players' forms offer. They stand apart from the schemas, whose library a phone need not load for them. */
export const assistanceKinds = ["none", "assisted", "agent"] as const;
export const sanctions = ["none", "warning", "voidSolve", "suspendTeam"] as const;
