import { PNG } from "pngjs";
import { AppError } from "@/domain/shared/errors";

/**
 * The same picture, drawn anew from its pixels: nothing else that the file held (places, names of cameras, whatever
 * stood behind the picture) goes on.
 * @param mostPixels of each side; asked of the header before a pixel is unpacked, so that no small file becomes a huge one
 * @throws AppError UNSUPPORTED_FILE (reasons: pictureSize, pictureBroken)
 */
export function redrawn(name: string, bytes: Buffer, mostPixels: number): Buffer {
  // PNG (W3C REC 2003, 5.2 and 11.2.2): eight bytes of signature, then IHDR with width and height.
  const header = bytes.length >= 24 && bytes.toString("latin1", 12, 16) === "IHDR";
  if (!header) throw new AppError("UNSUPPORTED_FILE", { reason: "pictureBroken", facts: { name } });
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width > mostPixels || height > mostPixels || width * height === 0)
    throw new AppError("UNSUPPORTED_FILE", { reason: "pictureSize", facts: { name, pixels: mostPixels } });
  try {
    const { data } = PNG.sync.read(bytes);
    const clean = new PNG({ width, height });
    data.copy(clean.data);
    return PNG.sync.write(clean);
  } catch (cause) {
    throw new AppError("UNSUPPORTED_FILE", { reason: "pictureBroken", facts: { name }, cause });
  }
}
