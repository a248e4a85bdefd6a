import { type Actor, type Decision, demand } from "../shared/actor";

/** Anybody signed in may upload; where the file ends up decides who reads it. */
export function mayUpload(actor: Actor): Decision {
  return demand(
    [actor.kind === "person", "signIn"],
    [
      actor.kind === "person" && (actor.scopes === null || actor.scopes.some((scope) => scope.endsWith(":write"))),
      "scope",
    ],
  );
}

/** Before it is attached a file is its uploader's alone; afterwards its owner's rule has the word. */
export function mayDownload(
  actor: Actor,
  file: { uploadedById: string; attached: boolean },
  ownerSays: boolean,
): Decision {
  const own = actor.kind === "person" && actor.id === file.uploadedById;
  return demand([file.attached ? ownerSays || own : own, "notFound"]);
}
