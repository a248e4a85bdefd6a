import NextAuth from "next-auth";
import { authOptions } from "./next-auth";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** Next's route handler for /api/auth/*; built at each call, because its secret exists only once the server runs. */
export function handleAuth(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>;
}
