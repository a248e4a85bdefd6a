import type { OAuthConfig } from "next-auth/providers/oauth";

type Claims = { sub: string; email?: string; name?: string };

/**
 * OpenID Connect providers from the environment: OIDC_PROVIDERS=acme,other and for each
 * OIDC_ACME_ISSUER, OIDC_ACME_CLIENT_ID, OIDC_ACME_CLIENT_SECRET, OIDC_ACME_NAME.
 * @throws Error naming the variable that is missing
 */
export function oidcProviders(source: NodeJS.ProcessEnv = process.env): OAuthConfig<Claims>[] {
  return (source.OIDC_PROVIDERS ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id.length > 0)
    .map((id) => {
      const setting = (name: string): string => {
        const variable = `OIDC_${id.toUpperCase().replaceAll("-", "_")}_${name}`;
        const value = source[variable];
        if (!value) throw new Error(`${variable} is not set, though OIDC_PROVIDERS names ${id}`);
        return value;
      };
      return {
        id,
        name: source[`OIDC_${id.toUpperCase().replaceAll("-", "_")}_NAME`] ?? id,
        type: "oauth",
        wellKnown: `${setting("ISSUER").replace(/\/$/, "")}/.well-known/openid-configuration`,
        clientId: setting("CLIENT_ID"),
        clientSecret: setting("CLIENT_SECRET"),
        authorization: { params: { scope: "openid email profile" } },
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        profile: (claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
      };
    });
}
