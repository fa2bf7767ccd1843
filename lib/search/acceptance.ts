import type { Language } from "@/lib/i18n/markets";

/** The eight ways in which shoppers ask. */
export type QueryKind =
  | "exact"
  | "product type"
  | "feature"
  | "theme"
  | "symptom"
  | "abbreviation"
  | "synonym"
  | "misspelling";

/** Each of the products stands among so many of the first. */
export const acceptedWithin = 12;

/**
 * What shoppers type and the products of the demo catalog they have to find, by title, in each language and by each way
 * of asking. Every engine is held to every line.
 */
// biome-ignore format: a table is read line by line
export const acceptance: Partial<Record<Language, Record<QueryKind, Record<string, string[]>>>> = {
  en: {
    exact: {
      "Nocturne wireless headphones": ["Nocturne wireless headphones"],
      "kuro cast-iron teapot": ["Kuro cast-iron teapot, 0.7 liter"],
      "teapot kuro": ["Kuro cast-iron teapot, 0.7 liter"],
      "fjellvei hiking backpack": ["Fjellvei hiking backpack"],
      "SLATE 14 LAPTOP": ["Slate 14 laptop"],
      "otis teddy bear": ["Otis organic cotton teddy bear"],
    },
    "product type": {
      headphones: ["Nocturne wireless headphones", "Vesper open-back headphones, walnut", "Pip kids’ headphones"],
      laptop: ["Slate 14 laptop", "Margin 13 student laptop", "Forge 16 workstation laptop"],
      "hiking boots": ["Jotun waterproof hiking boots"],
      "coffee spoon": ["Acorn coffee spoons"],
      tents: ["Tarn two-person tent", "Skerry family tunnel tent", "Vidda cotton bell tent"],
      "chef's knife": ["Kasumi chef's knife, 20 cm"],
      mirror: ["Fathom wall mirror", "Candour make-up mirror with light"],
      bread: ["First Tram butter croissants", "Longfellow sourdough baguettes"],
    },
    feature: {
      "waterproof jacket": ["Storsund waterproof jacket"],
      "jacket waterproof": ["Storsund waterproof jacket"],
      "wireless mouse": ["Pebble wireless mouse"],
      "folding chair": ["Overflow folding chair in oak", "Orchard folding garden chair"],
      "noise cancelling headphones": ["Nocturne wireless headphones"],
      "mouse for left handed": ["Gauche left-handed mouse"],
      "gluten free cookies": ["Fieldwalk oat cookies, gluten-free"],
      "black leather bag": ["Sorrel leather clutch bag", "Mirante leather handbag"],
    },
    theme: {
      camping: ["Tarn two-person tent", "Issjø insulated cool box"],
      "rainy day": ["Storsund waterproof jacket", "Squall compact folding umbrella"],
      "home office": ["Slate 14 laptop", "Pebble wireless mouse"],
      "gift for mom": ["Tanoshi birthday surprise gift box", "Musubi silk gift ribbon"],
      "gift for her": ["Tanoshi birthday surprise gift box"],
      "do it yourself": ["Hammarvik claw hammer, 450 g", "Joiner hand saw, 500 mm"],
      stargazing: ["Skylark 70 mm telescope for beginners"],
      "board games": ["Kitsune party card game", "Yamabuki playing cards"],
    },
    symptom: {
      "dry skin": ["Aveia oat body lotion for dry skin"],
      "chapped lips": ["Thaw tinted lip balm for dry lips"],
      blisters: ["Strider blister plasters for hiking"],
      "can't sleep": ["Drowse linen bedding set", "Dormouse sunrise alarm clock, USB-C"],
      "cold hands": ["Isbre touchscreen wool gloves"],
      fever: ["Lull digital clinical thermometer"],
      "power outage": ["Glim rechargeable torch", "Beacon wind-up emergency radio"],
      "clogged drain": ["Gully plunger for sink and toilet"],
    },
    abbreviation: {
      tv: ["Console TV with built-in soundbar, 24 inch", "Caravan 12 V portable TV, 19 inch"],
      pc: ["Mantel 24 all-in-one desktop PC", "Second Spring refurbished office PC"],
      mic: ["Parlour USB microphone", "Fireside podcast microphone, XLR"],
      "spf 50": ["Duna mineral sunscreen SPF 50"],
      ssd: ["Cellar portable SSD drive"],
      "usb mic": ["Parlour USB microphone"],
      dslr: ["Perch mirrorless system camera"],
    },
    synonym: {
      flashlight: ["Glim rechargeable torch", "Lookout rechargeable torch"],
      sneakers: ["Backcourt canvas trainers", "Cobble leather trainers"],
      rucksack: ["Fjellvei hiking backpack"],
      earbuds: ["Nocturne wireless headphones"],
      polaroid: ["Halftone instant camera"],
      couch: ["Loden three-seat sofa", "Stopover sofa bed, two seats"],
      "kids watch": ["First Hour children's watch"],
      "pill box": ["Seven Drawers weekly pill organizer", "Pebble pill case for the pocket"],
      "band aids": ["Strider blister plasters for hiking"],
      "carry on suitcase": ["Perron cabin suitcase"],
      "hard drive": ["Cellar portable SSD drive"],
    },
    misspelling: {
      haedphones: ["Nocturne wireless headphones"],
      umbrela: ["Squall compact folding umbrella", "Headland storm umbrella"],
      "wireles keybord": ["Clack wireless mechanical keyboard"],
      batery: ["Everyday rechargeable AA batteries"],
      sneekers: ["Kestrel daily running shoes"],
      ukelele: ["Sparrow soprano ukulele"],
      accordian: ["Linden button accordion, G/C"],
      "tooth brush": ["Grove bamboo toothbrush, soft"],
      "wallet mens": ["Farthing leather purse and wallet"],
      choclate: ["Lento dark chocolate, 72 %"],
    },
  },
  de: {
    exact: {
      "Nocturne kabelloser Kopfhörer": ["Nocturne kabelloser Kopfhörer"],
      "Kuro Teekanne": ["Kuro Teekanne aus Gusseisen, 0,7 Liter"],
      "wanderrucksack fjellvei": ["Wanderrucksack Fjellvei"],
      "Fjellvei Wanderrucksack": ["Wanderrucksack Fjellvei"],
      "Otis Teddybaer": ["Otis Teddybär aus Bio-Baumwolle"],
      "Slate 14": ["Slate 14 Laptop"],
    },
    "product type": {
      Kopfhörer: ["Nocturne kabelloser Kopfhörer", "Pip Kinderkopfhörer"],
      Rucksäcke: ["Faltbarer Rucksack Pocketful", "Wanderrucksack Fjellvei"],
      Messer: ["Kasumi Kochmesser, 20 cm", "Pip Schälmesser, 9 cm"],
      Laptop: ["Slate 14 Laptop", "Forge 16 Workstation-Laptop"],
      Ski: ["Birken Tourenski", "Loipe Langlaufski"],
      Säge: ["Joiner Handsäge, 500 mm"],
      Schal: ["Merinoschal Hollin mit Fransen", "Deckenschal Skerry aus Lammwolle"],
      Eier: ["Thornacre Freilandeier"],
      Pfannen: ["Hearth Bratpfanne aus Gusseisen", "Larkfield Antihaftpfanne, 26 cm"],
      Kleid: ["Midikleid Amora aus Leinen"],
    },
    feature: {
      "wasserdichte Jacke": ["Wasserdichte Jacke Storsund"],
      "Rucksack wasserdicht": ["Wasserdichter Rolltop-Rucksack Strand"],
      "kabellose Maus": ["Pebble kabellose Maus"],
      "faltbarer Kopfhörer": ["Transit faltbarer Bluetooth-Kopfhörer"],
      "Stuhl klappbar": ["Orchard klappbarer Gartenstuhl"],
      "leise Tastatur": ["Whisper leise flache Tastatur"],
      "Kopfhoerer kabellos": ["Nocturne kabelloser Kopfhörer"],
      "Lederhandtasche schwarz": ["Lederhandtasche Mirante"],
    },
    theme: {
      Camping: ["Tarn Zweipersonenzelt", "Issjø Kühlbox"],
      Regenwetter: ["Wasserdichte Jacke Storsund", "Kompakter Taschenschirm Squall"],
      Stricken: ["Lind Strickwolle aus Merino, 100 g"],
      "Geschenk für Mama": ["Tanoshi Überraschungspaket zum Geburtstag", "Musubi Geschenkband aus Seide"],
      Weihnachtsgeschenk: ["Tanoshi Überraschungspaket zum Geburtstag"],
      Küchengeräte: ["Kasumi Kochmesser, 20 cm", "Hearth Bratpfanne aus Gusseisen"],
      Gesellschaftsspiele: ["Kitsune Party-Kartenspiel", "Kanda Schachspiel mit beschwerten Figuren"],
    },
    symptom: {
      "trockene Haut": ["Aveia Körperlotion mit Hafer für trockene Haut"],
      "rissige Lippen": ["Thaw getönte Lippenpflege für trockene Lippen"],
      Fieber: ["Lull digitales Fieberthermometer"],
      "kalte Hände": ["Touchscreen-Handschuhe Isbre aus Wolle"],
      Rückenschmerzen: ["Yutan Wärme-Teddybär"],
      Schlafprobleme: ["Drowse Bettwäsche aus Leinen", "Dormouse Lichtwecker, USB-C"],
      "verstopfter Abfluss": ["Gully Pömpel für Spüle und WC"],
    },
    abbreviation: {
      TV: ["Console Fernseher mit eingebauter Soundbar, 24 Zoll"],
      PC: ["Mantel 24 All-in-one-PC", "Second Spring generalüberholter Büro-PC"],
      "Alu Leiter": ["Steg Aluminiumleiter"],
      "LSF 50": ["Duna mineralische Sonnencreme LSF 50"],
      SSD: ["Cellar tragbare SSD-Festplatte"],
      Mikro: ["Parlour USB-Mikrofon"],
    },
    synonym: {
      Turnschuhe: ["Laufschuhe Kestrel für jeden Tag", "Canvas-Sneaker Backcourt"],
      Schraubenzieher: ["Kotori Feinmechaniker-Schraubendreher-Set"],
      Geldbeutel: ["Portemonnaie Farthing aus Leder", "Bügel-Geldbörse Gamaguchi"],
      Ehering: ["Vow Trauring aus recyceltem Gold"],
      Klopapier: ["Quire Toilettenpapier aus Bambus, dreilagig"],
      Klavier: ["Meridian Digitalpiano mit 88 Tasten"],
      Fernglas: ["Fjord wasserdichtes Spektiv, 20–60×"],
      Polaroid: ["Halftone Sofortbildkamera"],
      Handy: ["Common 5 reparierbares Smartphone"],
      Seniorenhandy: ["Plain einfaches Senioren-Smartphone mit Notruftaste"],
    },
    misspelling: {
      Kopfhörrer: ["Nocturne kabelloser Kopfhörer"],
      kuehlbox: ["Issjø Kühlbox"],
      Wanderrucksak: ["Wanderrucksack Fjellvei"],
      Gittare: ["Longdrive E-Gitarre", "Kestrel Westerngitarre"],
      Schokolde: ["Lento Zartbitterschokolade, 72 %"],
      Fahradschloss: ["Torg Fahrradschloss mit Kette"],
      Zahnbürtse: ["Grove Zahnbürste aus Bambus, weich"],
      Fussball: ["Saturday Fußball für Spiel und Training"],
    },
  },
  ja: {
    exact: {
      "ノクターン ワイヤレスヘッドホン": ["ノクターン ワイヤレスヘッドホン"],
      フィエルヴェイ: ["フィエルヴェイ ハイキングリュック"],
      "クロ 鉄瓶風ティーポット": ["クロ 鉄瓶風ティーポット 0.7 L"],
      "ティーポット クロ": ["クロ 鉄瓶風ティーポット 0.7 L"],
      スレート１４: ["スレート14 ノートパソコン"],
    },
    "product type": {
      ヘッドホン: ["ノクターン ワイヤレスヘッドホン", "ピップ 子ども用ヘッドホン"],
      腕時計: ["ラル 薄型クオーツ腕時計 32 mm", "かげろう 自動巻き腕時計 40 mm"],
      傘: ["スコール コンパクト折りたたみ傘", "ヘッドランド 耐風アンブレラ(雨傘)"],
      ノートパソコン: ["スレート14 ノートパソコン", "マージン13 学生向けノートパソコン"],
      テント: ["ターン 2人用テント", "スケリー ファミリー用トンネルテント"],
      包丁: ["かすみ 牛刀包丁 20 cm"],
      電球: ["ダスク 調光LED電球 E27", "クヴェル スマート電球 電球色〜昼光色"],
    },
    feature: {
      防水ジャケット: ["ストールスン 防水ジャケット"],
      "ワイヤレス マウス": ["ペブル ワイヤレスマウス"],
      折りたたみ傘: ["スコール コンパクト折りたたみ傘"],
      折り畳み傘: ["スコール コンパクト折りたたみ傘"],
      "防水 リュック": ["ストランド 防水ロールトップリュック"],
      子供用ヘッドホン: ["ピップ 子ども用ヘッドホン"],
      黒い革のバッグ: ["ミランテ レザーハンドバッグ", "ソレル レザークラッチバッグ"],
    },
    theme: {
      キャンプ: ["ターン 2人用テント"],
      キャンプ道具: ["ターン 2人用テント", "グリム 充電式懐中電灯"],
      雨の日: ["ストールスン 防水ジャケット", "ブリスリング ロングレインコート"],
      天体観測: ["スカイラーク 初心者向け天体望遠鏡 70mm"],
      母の日: ["たのし 誕生日びっくりギフトボックス", "むすび シルクのギフトリボン"],
      ボードゲーム: ["神田 重み入りチェスセット", "きつね パーティーカードゲーム"],
    },
    symptom: {
      乾燥肌: ["アヴェイア オーツのボディローション 乾燥肌用"],
      靴ずれ: ["ストライダー 靴ずれ用ばんそうこう"],
      手荒れ: ["フェルトヴェーク ハンドクリーム 乾燥・ひび割れに"],
      腰痛: ["ゆたん あったかテディベア"],
      発熱: ["ラル デジタル体温計"],
      停電: ["グリム 充電式懐中電灯"],
    },
    abbreviation: {
      TV: ["コンソール サウンドバー内蔵テレビ 24型"],
      ｔｖ: ["コンソール サウンドバー内蔵テレビ 24型"],
      スマホ: ["コモン5 修理できるスマートフォン"],
      PC: ["Plinth 静音デスクトップパソコン 27型モニター付き", "マントル24 一体型デスクトップパソコン"],
      デジカメ: ["モロー コンパクトデジタルカメラ"],
      スケボー: ["カーブストーン スケートボード"],
    },
    synonym: {
      ヘッドフォン: ["ノクターン ワイヤレスヘッドホン"],
      バックパック: ["フィエルヴェイ ハイキングリュック"],
      眼鏡: ["マーロウ 老眼鏡 +1.5", "クイル ラウンドメガネフレーム"],
      石鹸: ["アゼイテ オリーブ石けん", "ナギ 炭と柚子の石けん"],
      たまご: ["ソーンエイカー 放し飼いの卵"],
      金槌: ["ハンマルヴィーク 釘抜きハンマー 450 g", "ツチ 大工用金づち"],
      リップクリーム: ["ソー 色つきリップバーム 乾燥した唇に"],
      ランドセル: ["パインコーン 子ども用スクールリュック"],
      チェキ: ["ハーフトーン インスタントカメラ"],
    },
    misspelling: {
      ヘドホン: ["ノクターン ワイヤレスヘッドホン"],
      へっどほん: ["ノクターン ワイヤレスヘッドホン"],
      ﾍｯﾄﾞﾎﾝ: ["ノクターン ワイヤレスヘッドホン"],
      テイーポット: ["エンバー ティーポット 1.1 L"],
      ギーター: ["ケストレル アコースティックギター"],
      ヴァイオリン: ["ひびき コンサートバイオリン 4/4"],
      シャンプ: ["ウルティガ 固形シャンプー ネトル"],
    },
  },
};

/** Products that look alike in letters only, and must not be shown. */
export const refused: Partial<Record<Language, Record<string, string[]>>> = {
  ja: {
    ランプ: ["山吹 トランプ"],
    らんぷ: ["山吹 トランプ"],
    パン: ["ハース 鋳鉄フライパン"],
  },
};
