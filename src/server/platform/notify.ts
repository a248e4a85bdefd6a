import { isErased } from "@/domain/shared/erased";
import type { Locale } from "@/domain/shared/locale";
import { announce } from "./live";
import { queueMail } from "./mail-queue";
import type { Prisma } from "./prisma/client";
import { publish } from "./queue";
import { transaction } from "./transaction";

export type Recipient = { personId: string; email: string; locale: Locale };
/** `kind` names the sentence `notifications.<kind>`; `cause` makes a repeated job tell nobody twice. */
export type News = { kind: string; facts: Record<string, string | number>; href: string; cause: string };

/**
 * Tells people in the app and by mail, as each prefers. The mail says what kind of thing waits and where; the facts
 * stay in the app. Whose account was erased is told nothing. Call it from jobs; it may run twice for one cause.
 */
export async function notify(recipients: readonly Recipient[], { kind, facts, href, cause }: News): Promise<void> {
  const here = recipients.filter(({ email }) => !isErased(email));
  const unique = [...new Map(here.map((recipient) => [recipient.personId, recipient])).values()];
  if (unique.length === 0) return;
  await transaction(async (tx) => {
    const preferences = await tx.notificationPreference.findMany({
      where: { personId: { in: unique.map(({ personId }) => personId) }, kind },
    });
    const wants = new Map(preferences.map((preference) => [preference.personId, preference]));
    for (const { personId, email, locale } of unique) {
      const preference = wants.get(personId) ?? { inApp: true, mail: true };
      const { count } = await tx.notification.createMany({
        data: [
          {
            personId,
            kind,
            facts: facts as Prisma.InputJsonObject,
            href,
            cause,
            readAt: preference.inApp ? null : new Date(),
          },
        ],
        skipDuplicates: true,
      });
      if (count === 0) continue;
      if (preference.mail)
        await queueMail(
          { follow: (topic, payload) => publish(tx, topic, payload) },
          { to: email, locale, kind: "news", path: href },
        );
      await announce(tx, `person:${personId}`, { news: 1 });
    }
  });
}
