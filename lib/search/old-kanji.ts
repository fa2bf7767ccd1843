/**
 * Kanji in pairs, each followed by the one that is written for it now: forms of before 1946 (國国), and variants that names and
 * print keep (髙高, 麴麹).
 */
const pairs =
  "國国學学辭辞圖図體体會会醫医鐵鉄廣広圓円澤沢濱浜邊辺邉辺櫻桜龍竜瀧滝靜静德徳惠恵壽寿榮栄藝芸當当應応齋斎齊斉黑黒縣県戀恋實実萬万豐豊鹽塩麵麺餠餅麥麦賣売讀読聲声點点獨独發発變変髙高﨑崎嵜崎嶋島冨富槇槙薗園舘館籠篭劍剣蟲虫燈灯傳伝螢蛍瓣弁辨弁疊畳壺壷鷗鴎頰頬蠟蝋攪撹繡繍摑掴麴麹鹼鹸剝剥簞箪瘦痩塡填鰺鯵搔掻曾曽焰焔屛屏總総寶宝佛仏假仮眞真繪絵鷄鶏樂楽藥薬龜亀關関歐欧驛駅擴拡單単團団對対帶帯晝昼條条來来乘乗兒児勞労營営巖巌歸帰氣気戲戯擧挙舊旧峽峡狹狭區区驅駆勳勲徑径莖茎輕軽經経繼継縱縦澁渋處処稱称將将燒焼獎奨淨浄讓譲釀醸觸触寢寝愼慎盡尽粹粋醉酔穗穂隨随髓髄數数攝摂竊窃專専淺浅戰戦錢銭潛潜纖繊禪禅雙双壯壮搜捜插挿爭争莊荘裝装藏蔵臟臓續続墮堕滯滞臺台擇択擔担膽胆斷断彈弾癡痴鑄鋳廳庁聽聴轉転黨党盜盗稻稲貳弐惱悩腦脳拜拝廢廃髮髪拔抜蠻蛮祕秘拂払竝並襃褒沒没飜翻每毎滿満默黙彌弥譯訳餘余與与譽誉搖揺樣様謠謡賴頼亂乱覽覧兩両獵猟綠緑隸隷靈霊齡齢曆暦歷歴爐炉樓楼灣湾";

const written = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at), pairs.charAt(2 * at + 1)] as const),
);
const pattern = new RegExp(`[${[...written.keys()].join("")}]`, "gu");

/** 國語辭典 → 国語辞典. As long as the text. */
export const writeKanji = (text: string): string => text.replace(pattern, (old) => written.get(old) ?? old);
