import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true },
  // These hold pools, native code or one registry per process; Next must not bundle a second copy of them.
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@node-rs/argon2",
    "nodemailer",
    "rate-limiter-flexible",
    "@aws-sdk/client-s3",
    "sharp",
    "file-type",
    // Two copies of Yjs in one process do not know each other's types, and one editor model belongs to one schema.
    "yjs",
    "y-protocols",
    "@tiptap/y-tiptap",
    "@tiptap/pm",
    "prosemirror-model",
    "pdfmake",
    "@embedpdf/fonts-sc",
    "read-excel-file",
    "write-excel-file",
    "yauzl",
    "yazl",
  ],
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
