import type { Locale } from "@/domain/shared/locale";
import { sentence } from "@/i18n/sentences";
import type { Act } from "./act";
import { publicUrl } from "./env";
import { sendMail } from "./mail";
import type { Job } from "./queue";
import { sealSmall, unsealSmall } from "./secrets";

/** A letter to one person: its words are `notifications.mail.<kind>`; `path` becomes the link in it. */
export type Letter = {
  to: string;
  locale: Locale;
  kind: string;
  path: string;
  facts?: Record<string, string | number>;
};

const topic = "mail.send";

/** Queues a letter in the act's transaction. It is sealed on the way, because its link may be a key. */
export function queueMail(act: Pick<Act, "follow">, letter: Letter): Promise<void> {
  return act.follow(topic, {
    sealed: Buffer.from(sealSmall(Buffer.from(JSON.stringify(letter)), topic)).toString("base64"),
  });
}

export const mailJobs: readonly Job[] = [
  {
    queue: "mail.send",
    topic,
    async handle({ sealed }) {
      const { to, locale, kind, path, facts } = JSON.parse(
        unsealSmall(Buffer.from(String(sealed), "base64"), topic).toString("utf8"),
      ) as Letter;
      const link = `${publicUrl()}/${locale}${path}`;
      await sendMail({
        to,
        subject: sentence(locale, "notifications", `mail.${kind}.subject`, facts),
        text: `${sentence(locale, "notifications", `mail.${kind}.text`, facts)}\n\n${link}\n\n${sentence(locale, "notifications", "mail.footer")}\n`,
      });
    },
  },
];
