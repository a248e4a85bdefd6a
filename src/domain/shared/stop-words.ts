/** Words that join others and say nothing of the matter. Kept short: rare words are weighed by the corpus itself. */

export const englishStopWords: ReadonlySet<string> = new Set(
  `a about above across after again against all almost alone along already also although always am among an and
  another any anyone anything are around as at away back be became because become been before behind being below
  between both but by came can cannot could did do does doing don done down during each either else enough etc even
  ever every everyone few first for from further get give given go goes had has have having he her here hers herself
  him himself his how however i if in indeed instead into is isn it its itself just keep last least less let like
  made make makes many may me meanwhile might mine more moreover most much must my myself namely neither never
  nevertheless next no nobody none nor not nothing now nowhere of off often on once one only onto or other others
  otherwise our ours ourselves out over own part per perhaps please put quite rather re really regarding s same
  say see seem seemed several shall she should since so some somehow something sometimes still such take than that
  the their theirs them themselves then there thereby therefore these they this those though through throughout thus
  to together too toward towards two under unless until up upon us use used using various very via was we well were
  what whatever when whenever where whereas whether which while who whole whom whose why will with within without
  would yet you your yours yourself`.split(/\s+/),
);

/**
 * Characters that stand between Chinese words and never inside a term of the field: no pair is read across them.
 * Characters such as 中, 对, 等 or 有 are not here, because 中间人, 对称, 等级保护 and 有线 need them.
 */
export const chineseDividers: ReadonlySet<string> = new Set(
  "的了是和与及或其也都而但被把这那您你我他她它们吗呢吧则且若虽",
);

/** Characters too common to count alone; their pairs still count. */
export const chineseStopCharacters: ReadonlySet<string> = new Set(
  "一不个中为之以在有对等并于上下从到由将可能会所如要使用该各以及来去就还又很更最已进行通过年月日",
);
