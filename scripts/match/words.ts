import type { LineProblem } from "@/domain/matching/offline-format";

/** Every sentence the command prints, in the language of the terminal. */
export type FaultWords = typeof english;

export function faultWordsFor(language: string): FaultWords {
  return language.toLowerCase().startsWith("zh") ? chinese : english;
}

const english = {
  usage: () =>
    "Use: npm run match -- --subjects subjects.jsonl --needs needs.jsonl --out scores.jsonl [--top k]\n" +
    '  subjects: one JSON object a line, {"id", "texts": [{"title"?, "body", "year"?}], "tags"?}\n' +
    '  needs:    one JSON object a line, {"id", "title", "body", "tags"?}\n' +
    "  --top k   write only the k best subjects of each need",
  missingOption: () => "--subjects, --needs and --out are all needed.",
  badOption: (detail: string) => `The command was not understood: ${detail}`,
  badTop: (value: string) => `--top must be a whole number from 1 up, not “${value}”.`,
  outIsInput: (path: string) => `${path} is one of the inputs; choose another file for --out.`,
  fileMissing: (path: string) => `${path} does not exist.`,
  fileIsFolder: (path: string) => `${path} is a folder, not a file.`,
  fileRefused: (path: string, code: string) => `${path} could not be read (${code}).`,
  fileEmpty: (path: string) => `${path} holds no line to read.`,
  notUtf8: (path: string, line: number) =>
    `${path}, line ${line}: not UTF-8 text. Save the file as UTF-8 and try again.`,
  outRefused: (path: string, code: string) => `${path} could not be written (${code}).`,
  lineFault: (path: string, line: number, { field, problem, expected }: LineProblem) => {
    const what = {
      notJson: "is not valid JSON",
      notObject: "must be one JSON object",
      missing: "is missing",
      wrongType: `has the wrong type${expected === "" ? "" : `, ${expected} expected`}`,
      outOfRange: "is out of range",
      empty: "must not be empty",
    }[problem];
    return `${path}, line ${line}: ${field === "" ? "the line" : `field “${field}”`} ${what}.`;
  },
  duplicate: (path: string, line: number, id: string, first: number) =>
    `${path}, line ${line}: field “id” repeats “${id}” of line ${first}.`,
  moreFaults: (path: string, count: number) => `${path}: and ${count} more faults.`,
  nothingWritten: () => "Nothing was written.",
  ignoredField: (field: string, lines: number, path: string) =>
    `${path}: field “${field}” is not part of the format and was ignored (${lines} lines).`,
  done: (subjects: number, needs: number, path: string) => `${subjects} subjects × ${needs} needs: ${path}`,
};

const chineseTypes: Readonly<Record<string, string>> = {
  string: "文本",
  array: "数组",
  int: "整数",
  number: "数字",
  object: "对象",
};

const chinese: FaultWords = {
  usage: () =>
    "用法：npm run match -- --subjects subjects.jsonl --needs needs.jsonl --out scores.jsonl [--top k]\n" +
    '  subjects：每行一个 JSON 对象 {"id", "texts": [{"title"?, "body", "year"?}], "tags"?}\n' +
    '  needs：   每行一个 JSON 对象 {"id", "title", "body", "tags"?}\n' +
    "  --top k   每项需求只写出得分最高的 k 个对象",
  missingOption: () => "--subjects、--needs 和 --out 三个参数缺一不可。",
  badOption: (detail) => `无法识别命令参数：${detail}`,
  badTop: (value) => `--top 须为不小于 1 的整数，不能是“${value}”。`,
  outIsInput: (path) => `${path} 是输入文件，请为 --out 另选文件。`,
  fileMissing: (path) => `${path} 不存在。`,
  fileIsFolder: (path) => `${path} 是文件夹，不是文件。`,
  fileRefused: (path, code) => `${path} 无法读取（${code}）。`,
  fileEmpty: (path) => `${path} 中没有可读取的行。`,
  notUtf8: (path, line) => `${path} 第 ${line} 行不是 UTF-8 文本，请将文件另存为 UTF-8 后重试。`,
  outRefused: (path, code) => `${path} 无法写入（${code}）。`,
  lineFault: (path, line, { field, problem, expected }) => {
    const what = {
      notJson: "不是有效的 JSON",
      notObject: "须为一个 JSON 对象",
      missing: "缺失",
      wrongType: `类型不符${expected === "" ? "" : `，应为${chineseTypes[expected] ?? expected}`}`,
      outOfRange: "超出取值范围",
      empty: "不能为空",
    }[problem];
    return `${path} 第 ${line} 行：${field === "" ? "整行" : `字段“${field}”`}${what}。`;
  },
  duplicate: (path, line, id, first) => `${path} 第 ${line} 行：字段“id”的值“${id}”与第 ${first} 行重复。`,
  moreFaults: (path, count) => `${path}：另有 ${count} 处错误。`,
  nothingWritten: () => "未写出任何结果。",
  ignoredField: (field, lines, path) => `${path}：字段“${field}”不属于约定格式，已忽略（${lines} 行）。`,
  done: (subjects, needs, path) => `${subjects} 个对象 × ${needs} 项需求：${path}`,
};
