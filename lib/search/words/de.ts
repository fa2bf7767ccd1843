import { latin, type SearchWords } from "./search-words";

export const de: SearchWords = {
  letters: `${latin}äöüß`,
  stopWords:
    "als am an auf aus bei beim das dem den der des die ein eine einem einen einer es etwas für fürs ich im in ins ist mein meine mir mit oder ohne suche um und zu hause zuhause unser von vom zu zum zur",
  // biome-ignore format: a line holds what lies near each other in the shop
  synonyms: [
    "tv, fernseher, fernsehgerät", "pc, computer, rechner, desktop pc", "laptop, notebook, macbook, chromebook", "handy, smartphone, mobiltelefon", "kopfhörer, headset, ohrhörer",
    "mikro, mikrofon", "lautsprecher, box, partybox, boxen", "camcorder, videokamera", "beamer, projektor", "kühlschrank, kühlbox", "taschenlampe, stirnlampe",
    "turnschuhe, sneaker, laufschuhe, sportschuhe", "gummistiefel, regenstiefel", "pumps, stöckelschuhe, absatzschuhe", "flip flops, zehentrenner, badelatschen", "hose, chinohose, jeans", "pullover, pulli, strickpullover",
    "weste, gilet", "regenjacke, wasserdichte jacke, regenmantel", "tshirt, t shirt", "badeanzug, schwimmanzug", "badehose, badeshorts, schwimmshorts", "unterhose, slip, unterwäsche", "schal, halstuch", "mütze, kappe, cap, hut",
    "rucksack, backpack, ranzen, schulranzen", "koffer, trolley, reisekoffer", "geldbörse, portemonnaie, geldbeutel, brieftasche", "handtasche, schultertasche", "kulturbeutel, waschtasche", "aktentasche, laptoptasche", "schirm, regenschirm, taschenschirm, sturmschirm, stockschirm", "sonnenschirm, gartenschirm",
    "sofa, couch", "glühbirne, led lampe, leuchtmittel", "lampe, leuchte", "decke, bettwäsche", "tasse, becher, kaffeebecher", "pfanne, bratpfanne", "topf, kochtopf, suppentopf, schmortopf", "besteck, messer gabel", "krug, karaffe, kanne",
    "kekse, plätzchen, gebäck", "bonbons, süßigkeiten, süßes", "aprikose, marille", "tomate, paradeiser", "brötchen, semmel, baguette, croissant", "möhre, karotte",
    "schraubenschlüssel, rollgabelschlüssel, ringmaulschlüssel", "schraubenzieher, schraubendreher", "schloss, vorhängeschloss", "werkzeugkiste, werkzeugkasten", "leiter, trittleiter", "zollstock, meterstab, gliedermaßstab",
    "pflaster, verband", "sonnencreme, sonnenschutz, lsf", "feuchtigkeitscreme, lotion, körperlotion, handcreme", "nagellack, nagelfarbe", "rasierer, rasierhobel", "fieberthermometer, thermometer",
    "brille, lesebrille, brillenfassung", "taucherbrille, schwimmbrille, schnorchelset", "kette, halskette, collier", "ohrringe, ohrstecker, ohrhänger", "trauring, ehering, verlobungsring, hochzeitsring", "armbanduhr, uhr", "wanduhr, kaminuhr, standuhr", "klavier, piano, digitalpiano, e piano", "schlagzeug, drums, snare drum, trommel", "sofortbildkamera, polaroid, instax", "systemkamera, spiegelreflexkamera, dslr", "festplatte, ssd", "tablet, ipad", "toilettenpapier, klopapier, wc papier", "essstäbchen, stäbchen", "schokolade, schoki, zartbitterschokolade, milchschokolade", "angel, angelrute, angelset, fliegenrute, spinnrute", "tablettenbox, pillendose, pillenbox", "wasserkocher, teekanne", "wecker, radiowecker",
    "fahrrad, rad, stadtfahrrad, velo", "fußball, soccer", "tischtennis, pingpong", "schlitten, rodel", "hanteln, gewichte, kurzhanteln, kettlebell, kugelhantel", "kuli, kugelschreiber, stift", "notizbuch, heft, notizheft", "buntstift, farbstift", "schere, scheren", "wolle, garn, strickwolle", "schach, schachspiel, reiseschach",
    "kuscheltier, stofftier, plüschtier, teddy", "puzzle, puzzlespiel",

    "kopfhörer, in ear, airpods", "kurbel|radio, notfall|radio", "handtasche, damenhandtasche, umhängetasche, abendtasche, clutch", "geldbörse, portmonee, münzbörse, herrengeldbörse", "handgepäckkoffer, kabinenkoffer, bordgepäck, bordkoffer", "taschenschirm, knirps", "baseballcap, basecap, käppi, schirmmütze, baseballkappe, laufkappe",
    "kamera, fotoapparat, fotokamera", "wasserdichte kamera, unterwasserkamera", "camcorder, actioncam, action cam", "mikroskop, kindermikroskop, stereomikroskop, feldmikroskop", "lippenpflege, lippenbalsam, labello, lippenpflegestift", "nagelpflege, maniküre", "rasierer, rasierapparat, nassrasierer, damenrasierer", "festes shampoo, haarseife", "sonnencreme, sonnenmilch", "körperlotion, bodylotion, körpercreme", "waschgel, gesichtsreinigung", "seife, kernseife, olivenölseife, kohleseife", "duschöl, duschgel",
    "socken, strümpfe", "schal, wollschal, winterschal, merino|schal", "handschuhe, fingerhandschuhe, fäustlinge", "weste, steppweste", "mantel, damenmantel, herrenmantel, wintermantel, woll|mantel", "badeshorts, schwimmhose", "badeanzug, bademode, badebekleidung, badesachen", "hemd, herrenhemd, oberhemd, businesshemd, oxfordhemd", "shorts, kurze hose", "hose, herrenhose, damenhose", "kleid, leinenkleid, sommerkleid, midikleid", "jacke, winterjacke, anorak, parka",
    "faltbare tastatur, falttastatur, klapptastatur", "vertikale maus, vertikalmaus", "smartphone, iphone", "fernseher, tvs", "gamecontroller, gamepad", "usb c ladegerät, ladekabel, handyladegerät", "zimmerpflanze, grünpflanze", "bett, bettgestell", "esszimmerstuhl, essstuhl", "schlafsofa, schlafcouch", "schminkspiegel, kosmetikspiegel", "bilderrahmen, fotorahmen", "reistopf, reiskocher", "bierkrug, bierglas", "sektgläser, champagnergläser, champagnerglas", "teebecher, tee|tasse", "besteck, essbesteck, reise|besteck", "müslischale, schüssel",
    "westerngitarre, akustikgitarre", "e gitarre, elektrogitarre, egitarre", "geige, violine, konzertgeige, schülergeige", "akkordeon, schifferklavier, ziehharmonika, quetschkommode, knopfakkordeon, pianoakkordeon", "synthesizer, synthi", "saxofon, saxophon, sax, altsaxofon, tenorsaxofon", "mikrofon, mikrophon", "kühl|box", "kühl|akku, kühlakkus", "familien|zelt, familien tunnelzelt", "campingzelt, zelt, zweipersonenzelt, tunnelzelt", "marmelade, konfitüre, erdbeermarmelade", "schokolade, tafelschokolade, zartbitterschokolade, milchschokolade", "bundmöhren, möhren, karotten", "getrocknete apfelringe, trockenobst, dörrobst", "skizzenbuch, zeichenblock",
    "füller, füllfederhalter, füllfeder", "aquarellkasten, malkasten, wasser|farben, aquarellfarben", "wachsmalstifte, wachsmaler, buntstifte, malstifte", "schnürstiefel, arbeitsschuhe", "badelatschen, badeschlappen, badeschuhe", "laufschuhe, jogging|schuhe, joggingschuh", "pumps, high heels", "ballerinas, strickballerinas", "halbschuhe, herrenschuhe, anzugschuhe, oxfordschuhe, derbyschuhe", "ballettschläppchen, ballettschuhe", "stadtfahrrad, fahrrad, stadtrad, damenrad, herrenrad, citybike, city bike", "rollschuhe, inliner, inlineskates", "ski, skier, schi, tourenski, langlaufski", "fahrrad|schloss, kettenschloss",
    "schlüsseltresor, schlüsselbox, schlüsselsafe", "schlüsselanhänger, schlüsselring, schlüsselbund", "pömpel, pümpel, saugglocke", "schachspiel, schachbrett", "schachtelpuppen, matroschka, matrjoschka", "jo|jo, yo|yo", "halskette, anhänger", "toilettenpapier, klorolle", "duschkopf, brause, handbrause", "nähgarn, faden", "taucherbrille, tauchmaske", "werkzeug|koffer, werkzeugkasten", "werkzeug, werkzeugset, werkzeugkasten", "lichtwecker, tageslichtwecker, sonnenaufgangswecker, wake up light", "armband|uhr", "kinder|uhr", "tisch|uhr", "taschen|lampe", "handschuhe, winterhandschuhe",
  ],
  // biome-ignore format: a line holds what lies near each other in the shop
  qualities: [
    "anc, geräuschunterdrückung, noise cancelling", "kind, kinder, kids", "damen, dame, frauen, frau", "herren, männer, mann", "grau, graphit", "grün, salbei, waldgrün", "rot, tomate", "blau, marine, himmelblau", "rosa, rosé, himbeere, pink", "lila, violett", "gelb, senf", "beige, sand, creme", "braun, nussbaum, terrakotta", "schwarz, tinte, graphit",
    "kabellos, bluetooth, bt, drahtlos, schnurlos, wireless, funk", "wasserdicht, wasserfest, wasserabweisend", "nachhaltig, recycelt, bio", "alu, aluminium", "liter, l", "zoll, inch", "bügelleicht, bügelfrei, bügelarm",
  ],
  thingsToo: "creme himbeere rosé salbei senf tinte tomate",
  themes: {
    camping: "zelt, taschenlampe, kühlbox, kompass, trekkingrucksack",
    "wandern, wanderung, trekking":
      "wanderstiefel, wanderschuhe, wandersocken, kompass, wanderrucksack, blasenpflaster",
    "regen, regenwetter, regentag": "wasserdichte jacke, regenmantel, taschenschirm, gummistiefel",
    "winter, kälte, schnee": "winterstiefel, wollmantel, schal, handschuhe, ski, schlitten",
    "sommer, strand, strandtag": "badeanzug, sonnencreme, strohhut, sandalen, sonnenschirm, sonnenbrille",
    "reise, urlaub, verreisen": "koffer, reise, kulturbeutel",
    "schule, schulanfang, einschulung": "schulrucksack, bleistift, heft",
    "homeoffice, büro, arbeitszimmer": "laptop, tastatur, maus, schreibtisch, stuhl, bildschirmbrille, headset",
    backen: "mehl, brot, schale",
    "grillen, grillabend": "gartenstuhl, kühlbox, besteck",
    picknick: "kühlbox, reisebesteck, korb",
    "hochzeit, braut": "trauring, brautdiadem, sektgläser, blumenstrauß",
    "geburtstag, feier, party": "luftballon, party, kerze, geschenkbox",
    "geschenk, geschenkidee, geschenk für mama, geschenk für papa, geschenk für sie, geschenk für ihn, weihnachtsgeschenk, geburtstagsgeschenk, muttertagsgeschenk, weihnachten, valentinstag, muttertag, vatertag, einweihung":
      "überraschungspaket, geschenkband, halskette, duftkerze, teebecher",
    schmuck: "halskette, ring, ohrstecker, armband, brautdiadem",
    "gesellschaftsspiele, brettspiele, spiele, spieleabend":
      "schachspiel, kartenspiel, würfelspiel, spielkarten, puzzle",
    "spielzeug, holzspielzeug": "kuscheltier, teddybär, schachtelpuppen, jo jo, holzpuzzle",
    "küchengeräte, küchenutensilien, küchenzubehör": "kochmesser, bratpfanne, suppentopf, teekanne, besteckset",
    "gartengeräte, gartenzubehör": "garteneimer, erntekorb, gartenschirm, samen",
    "brot, backwaren": "baguettes, buttercroissants, backset",
    "fernglas, vogelbeobachtung, vögel beobachten": "spektiv",
    "herrenuhr, herrenarmbanduhr, uhr für herren, uhr für männer": "armbanduhr, automatikuhr, taucheruhr",
    "mücken, mückenschutz, mückenabwehr, mückenstiche, insektenschutz": "citronella",
    "holz, hölzern": "eiche, buche, nussbaum, zedernleisten",
    "schreibwaren, schreibzeug, bürobedarf, schulsachen":
      "bleistift, druckbleistift, kugelschreiber, gelstift, notizbuch, büroklammern, papierschere, stahllineal",
    "usb stick, speicherstick": "ssd festplatte",
    "rückenschmerzen, rückenweh, nackenschmerzen, nackenverspannung, muskelkater, bauchschmerzen, bauchweh, verspannung":
      "wärme teddybär",
    "kopfschmerzen, kopfweh, halsschmerzen, halsweh, erkältung, grippe": "pillendose, fieberthermometer",
    "kalte hände": "handschuhe, wärme teddybär",
    "training, fitness, fitnessstudio, fitnessgeräte, sportgeräte": "kurzhanteln, boxhandschuhe, laufschuhe",
    "gartenarbeit, gärtnern": "garteneimer, samen, handcreme, erntekorb",
    "fotografie, fotografieren": "kamera, film, spektiv",
    "sterne, astronomie": "teleskop",
    "heimwerken, heimwerker": "hammer, schraubendreher, säge, werkzeugkasten, leiter",
    "nähset, nähzubehör": "nähgarn, nähnadeln, sicherheitsnadeln",
    "angelzubehör, angelsachen, fliegenfischen": "angelset, fliegenrute, spinnrute",
    "stricken, nähen, häkeln": "strickwolle, sockenwolle, nähgarn, nähnadeln",
    "trockene haut, trockne haut, juckende haut, juckreiz, hautausschlag, neurodermitis":
      "lotion, körperlotion, handcreme, hafer, duschöl, lippenpflege",
    "trockene lippen, rissige lippen, spröde lippen": "lippenpflege",
    "rissige hände, trockene hände, raue hände, rauhe hände": "handcreme",
    "empfindliche haut": "empfindliche haut, parfümfrei",
    sonnenbrand: "sonnencreme, lotion",
    "blasen, wunde füße, fußschmerzen": "blasenpflaster, wandersocken",
    fieber: "fieberthermometer",
    "müde augen": "bildschirmbrille, lesebrille",
    "schlaflosigkeit, schlafprobleme, einschlafen, schlaf": "geräuschloser wecker, lichtwecker, bettwäsche, tee",
    "verstopfter abfluss, abfluss verstopft": "pömpel",
    "wecker mit licht, wecker mit tageslicht": "lichtwecker",
    handgelenkschmerzen: "ergonomische maus, vertikale maus",
    lärm: "geräuschunterdrückung, kopfhörer",
    "kalte füße": "wollsocken, isolierte stiefel",
    "stromausfall, notfall": "taschenlampe, kurbelradio, kerze, feuerlöscher",
    zugluft: "dämmset fenster",
  },
  priceLimits: {
    below: ["unter", "weniger als", "günstiger als"],
    upTo: ["bis zu", "bis", "maximal", "höchstens", "max"],
    after: [],
  },
  prepositions: "für fürs mit ohne zum zur beim gegen im in auf",
  heads: "word",
  pages: {
    "rückgabe, retoure, retouren, rücksendung, rücksendungen, zurückschicken, zurückgeben, umtausch, umtauschen, widerruf, widerrufsrecht, erstattung, geld zurück":
      "/help#returns",
    "versand, versandkosten, lieferung, lieferzeit, lieferzeiten, lieferkosten, porto, versandkostenfrei":
      "/help#delivery",
    "hilfe, faq, kundenservice, kundendienst": "/help",
    "bestellung verfolgen, sendung verfolgen, sendungsverfolgung, meine bestellung, meine bestellungen, bestellstatus, wo ist meine bestellung, rechnung, bestellung stornieren":
      "/orders",
    "warenkorb, einkaufswagen, mein warenkorb, kasse": "/cart",
  },
};
