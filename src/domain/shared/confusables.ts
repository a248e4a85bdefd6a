/**
 * Characters that look like others: each line is a letter followed by what passes for it.
 *
 * From the table of Unicode Technical Standard #39 (confusables.txt, © Unicode, Inc., Unicode License V3): single
 * characters of the scripts that names of organisations and teams are written in, or borrowed from to imitate them
 * (Latin, Greek, Cyrillic, Armenian, Cherokee, Lisu, Katakana, Han, signs). Left out is what NFKC folds already (full
 * width, mathematical letters, ligatures) and scripts nobody could read as a Latin or Chinese name as a whole. The npm
 * packages that carry the full table stand at Unicode 13 and are no longer tended, hence this excerpt.
 *
 * It does not know: traditional and simplified forms of one character, names that sound alike, translations.
 */
const table = `
A ΑАᎪꓮ
B ꞴΒВᏴꓐ
C СᏟꓚϹ
D Ꭰꓓ
E ΕЕᎬꓰ
F ꞘϜꓝ
G ԌᏀᏳꓖ
H ΗНᎻꓧ
I ΙІӀꓲ
J ͿЈᎫꓙ
K ΚКᏦꓗ
L Ꮮꓡ
M ΜϺМᎷꓟ
N Νꓠ
O ΟОՕꓳ
P ΡРᏢꓑ
R ᎡᏒꓣ
S ЅՏᏕᏚꓢ
T ⊤⟙ΤТᎢꓔ
U ∪⋃Սꓴ
V ѴᏙꓦ
W ԜᎳᏔꓪ
X ╳ΧХꓫ
Y ΥУҮᎩᎽꓬ
Z ΖᏃꓜ
a ⍺ɑαа
ae æӕ
b ƄЬᏏ
c ᴄсϲ
d ԁᏧꓒđ
e ℮еҽ
f ꞙẝք
g ɡᶃƍց
h һհᏂħ
i ⍳ıɪɩιіꙇӏᎥ
j ϳј
l ∣⏽Ɩǀł|
n ոռη
o ᴏᴑοσоօø〇
oe œ
p ⍴ρр
q ԛգզ
r ᴦг
s ꜱƽѕ
u ꞟᴜʋυս
v ∨⋁ᴠνѵ
w ɯᴡѡԝա
x ×⤫⤬⨯х
y ɣᶌʏỿγуү
z ᴢ
2 ꝚƧꙄ
3 ȜƷЗӠ
4 Ꮞ
5 Ƽ
6 бᏮ
8 ȣȢ
9 Ꝯ
一 ーㄧ
丨 ㇑
二 ニ
八 ハ
力 カ
卜 ト
口 ロ囗
土 士
夕 タ
工 エ
`;

/** Pairs that readers of Chinese and of mixed lists confuse and the standard's table lacks. */
const additions = `
3 з
Q Ԛ
e ε
o ○
p þ
u μ
w ω
己 已巳
日 曰
末 未
人 入
干 千
天 夭
戊 戌戍
户 戸戶
`;

/** Small letters whose capitals look Latin though they themselves do not: a name may have been folded before. */
const byCapital = `
b вβ
k кκ
m м
h н
t тτ
x χ
z ζ
`;

/** From an imitating character to the letter it passes for. */
export const confusables: ReadonlyMap<string, string> = new Map(
  `${table}${additions}${byCapital}`
    .split("\n")
    .filter((row) => row !== "")
    .flatMap((row) => {
      const [letter = "", imitations = ""] = row.split(" ");
      return Array.from(imitations, (imitation) => [imitation, letter] as const);
    }),
);
