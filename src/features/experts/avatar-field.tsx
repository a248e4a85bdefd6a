"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FileField } from "@/features/shared/file-field";
import { uploadFile } from "@/features/shared/upload";
import { Button } from "@/ui/button";
import { Portrait } from "./portrait";

const side = 320;

/** Cut to a square from the middle and made small here, so that a camera's file with all it tells stays at home. */
async function squareOf(file: File): Promise<File> {
  const picture = await createImageBitmap(file);
  const edge = Math.min(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const [left, top] = [(picture.width - edge) / 2, (picture.height - edge) / 2];
  canvas.getContext("2d")?.drawImage(picture, left, top, edge, edge, 0, 0, side, side);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no picture");
  return new File([blob], "portrait.png", { type: "image/png" });
}

export function AvatarField({
  value,
  name,
  error,
  onChange,
}: {
  value: string | null;
  name: string;
  error: string | undefined;
  onChange: (fileId: string | null) => void;
}) {
  const t = useTranslations("experts");
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      {value ? <Portrait fileId={value} label={t("avatarOf", { name })} /> : null}
      <FileField
        id="avatarId"
        label={t("field_avatarId")}
        hint={t("avatarHint")}
        error={problem ?? error}
        accept="image/*"
        disabled={pending}
        onFiles={async ([file]) => {
          if (!file) return;
          setProblem(undefined);
          setPending(true);
          try {
            const square = await squareOf(file).catch(() => {
              throw new Error(t("avatarUnreadable"));
            });
            onChange((await uploadFile("avatar", square)).id);
          } catch (reason) {
            setProblem(reason instanceof Error ? reason.message : String(reason));
          } finally {
            setPending(false);
          }
        }}
      />
      {value ? (
        <div>
          <Button variant="quiet" onClick={() => onChange(null)}>
            {t("avatarRemove")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
