import { L, type Localized } from "./idea.ts";

export interface AttributeIdea {
  name: Localized;
  kind: "choice" | "swatch";
  filterable: boolean;
  values: Record<string, { label: Localized; swatch?: string }>;
}

const swatch = (hex: string, en: string, de: string, ja: string) => ({ label: L(en, de, ja), swatch: hex });
const value = (en: string, de: string, ja: string) => ({ label: L(en, de, ja) });

/** Every attribute that filters or makes variants. Value keys are shared by the whole catalog. */
export const attributes: Record<string, AttributeIdea> = {
  color: {
    name: L("Colour", "Farbe", "カラー"), kind: "swatch", filterable: true,
    values: {
      graphite: swatch("#3d3945", "Graphite", "Graphit", "グラファイト"),
      ink: swatch("#26221f", "Ink", "Tinte", "墨"),
      cream: swatch("#e8e3d9", "Cream", "Creme", "クリーム"),
      white: swatch("#fafaf7", "White", "Weiß", "ホワイト"),
      silver: swatch("#c3c4ca", "Silver", "Silber", "シルバー"),
      sage: swatch("#7d9270", "Sage", "Salbei", "セージ"),
      forest: swatch("#2f5d46", "Forest", "Waldgrün", "フォレスト"),
      tomato: swatch("#c93a22", "Tomato", "Tomate", "トマト"),
      raspberry: swatch("#d42a6b", "Raspberry", "Himbeere", "ラズベリー"),
      rose: swatch("#e59aa8", "Rose", "Rosé", "ローズ"),
      mustard: swatch("#edb13c", "Mustard", "Senf", "マスタード"),
      terracotta: swatch("#c8764c", "Terracotta", "Terrakotta", "テラコッタ"),
      sky: swatch("#7cb8e6", "Sky", "Himmelblau", "スカイ"),
      navy: swatch("#2a5a80", "Navy", "Marine", "ネイビー"),
      violet: swatch("#8b6fc6", "Violet", "Violett", "バイオレット"),
      sand: swatch("#d3bb94", "Sand", "Sand", "サンド"),
      walnut: swatch("#6d4a33", "Walnut", "Nussbaum", "ウォルナット"),
      gold: swatch("#d5a53f", "Gold", "Gold", "ゴールド"),
    },
  },
  size: {
    name: L("Size", "Größe", "サイズ"), kind: "choice", filterable: true,
    values: { xs: value("XS", "XS", "XS"), s: value("S", "S", "S"), m: value("M", "M", "M"), l: value("L", "L", "L"), xl: value("XL", "XL", "XL"), "one-size": value("One size", "Einheitsgröße", "フリーサイズ") },
  },
  "shoe-size": {
    name: L("Shoe size", "Schuhgröße", "靴のサイズ"), kind: "choice", filterable: true,
    values: { "36": value("EU 36", "36", "22.5 cm"), "37": value("EU 37", "37", "23.5 cm"), "38": value("EU 38", "38", "24 cm"), "39": value("EU 39", "39", "24.5 cm"), "40": value("EU 40", "40", "25.5 cm"), "41": value("EU 41", "41", "26 cm"), "42": value("EU 42", "42", "26.5 cm"), "43": value("EU 43", "43", "27.5 cm"), "44": value("EU 44", "44", "28 cm"), "45": value("EU 45", "45", "29 cm") },
  },
  capacity: {
    name: L("Capacity", "Fassungsvermögen", "容量"), kind: "choice", filterable: true,
    values: { "250ml": value("250 ml", "250 ml", "250 ml"), "500ml": value("500 ml", "500 ml", "500 ml"), "750ml": value("750 ml", "750 ml", "750 ml"), "1l": value("1 litre", "1 Liter", "1 L"), "2l": value("2 litres", "2 Liter", "2 L"), "4l": value("4 litres", "4 Liter", "4 L"), "22l": value("22 litres", "22 Liter", "22 L"), "35l": value("35 litres", "35 Liter", "35 L"), "60l": value("60 litres", "60 Liter", "60 L") },
  },
  storage: {
    name: L("Storage", "Speicher", "ストレージ"), kind: "choice", filterable: true,
    values: { "128gb": value("128 GB", "128 GB", "128 GB"), "256gb": value("256 GB", "256 GB", "256 GB"), "512gb": value("512 GB", "512 GB", "512 GB"), "1tb": value("1 TB", "1 TB", "1 TB") },
  },
  edition: {
    name: L("Edition", "Ausführung", "エディション"), kind: "choice", filterable: false,
    values: { standard: value("Standard", "Standard", "スタンダード"), studio: value("Studio", "Studio", "スタジオ"), travel: value("Travel", "Reise", "トラベル"), gift: value("Gift box", "Geschenkbox", "ギフトボックス") },
  },
  pack: {
    name: L("Pack", "Packung", "入数"), kind: "choice", filterable: false,
    values: { "1": value("Single", "Einzeln", "1個"), "2": value("Set of 2", "2er-Set", "2個セット"), "4": value("Set of 4", "4er-Set", "4個セット"), "6": value("Set of 6", "6er-Set", "6個セット"), "12": value("Set of 12", "12er-Set", "12個セット") },
  },
  material: {
    name: L("Material", "Material", "素材"), kind: "choice", filterable: true,
    values: { cotton: value("Organic cotton", "Bio-Baumwolle", "オーガニックコットン"), wool: value("Merino wool", "Merinowolle", "メリノウール"), linen: value("Linen", "Leinen", "リネン"), leather: value("Leather", "Leder", "レザー"), recycled: value("Recycled fibre", "Recyclingfaser", "リサイクル繊維"), silk: value("Silk", "Seide", "シルク"), oak: value("Oak", "Eiche", "オーク"), beech: value("Beech", "Buche", "ブナ"), walnut: value("Walnut", "Nussbaum", "ウォルナット"), bamboo: value("Bamboo", "Bambus", "竹"), steel: value("Stainless steel", "Edelstahl", "ステンレス"), "cast-iron": value("Cast iron", "Gusseisen", "鋳鉄"), aluminium: value("Aluminium", "Aluminium", "アルミニウム"), brass: value("Brass", "Messing", "真鍮"), ceramic: value("Stoneware", "Steinzeug", "せっ器"), porcelain: value("Porcelain", "Porzellan", "磁器"), glass: value("Glass", "Glas", "ガラス"), paper: value("Paper", "Papier", "紙"), rubber: value("Natural rubber", "Naturkautschuk", "天然ゴム"), carbon: value("Carbon", "Carbon", "カーボン"), silicone: value("Silicone", "Silikon", "シリコーン"), plastic: value("Recycled plastic", "Recyclingkunststoff", "再生プラスチック"), wax: value("Beeswax", "Bienenwachs", "蜜蝋"), gold: value("Recycled gold", "Recyceltes Gold", "リサイクルゴールド"), silver: value("Sterling silver", "Sterlingsilber", "スターリングシルバー") },
  },
  feature: {
    name: L("Good to know", "Gut zu wissen", "特長"), kind: "choice", filterable: true,
    values: { waterproof: value("Waterproof", "Wasserdicht", "防水"), repairable: value("Repairable", "Reparierbar", "修理できる"), handmade: value("Handmade", "Handgefertigt", "手づくり"), recycled: value("Recycled", "Recycelt", "リサイクル素材"), vegan: value("Vegan", "Vegan", "ヴィーガン"), organic: value("Organic", "Bio", "オーガニック"), wireless: value("Wireless", "Kabellos", "ワイヤレス"), "usb-c": value("USB-C", "USB-C", "USB-C"), rechargeable: value("Rechargeable", "Wiederaufladbar", "充電式"), "dishwasher-safe": value("Dishwasher safe", "Spülmaschinenfest", "食洗機対応"), lightweight: value("Lightweight", "Leicht", "軽量"), foldable: value("Foldable", "Faltbar", "折りたたみ"), "noise-cancelling": value("Noise cancelling", "Geräuschunterdrückung", "ノイズキャンセリング"), beginner: value("Good for beginners", "Für Einsteiger", "初心者向け"), "kid-safe": value("Safe from age 3", "Ab 3 Jahren", "3歳から"), insulated: value("Insulated", "Isoliert", "保温・保冷"), "gluten-free": value("Gluten-free", "Glutenfrei", "グルテンフリー"), "fragrance-free": value("Fragrance-free", "Parfümfrei", "無香料"), "sensitive-skin": value("For sensitive skin", "Für empfindliche Haut", "敏感肌向け"), "easy-care": value("Easy care", "Pflegeleicht", "お手入れ簡単") },
  },
};
