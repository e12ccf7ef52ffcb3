/**
 * Emoji by picker and by `:name:` (MS-11), the same for guests and agents. Names after GitHub's, words after Unicode's CLDR (Unicode
 * License), both as emojibase has them (MIT, see LICENSE-emojibase.txt): sign, names, English words, German name, German words.
 */
const TABLE = `
smileys
😀|grinning|smile smiling|grinsendes Gesicht|lachen lustig
😃|smiley|smiling eyes|grinsendes Gesicht mit großen Augen|mund lächeln
😄|smile|smiling eyes|grinsendes Gesicht mit lachenden Augen|mund lächeln
😁|grin|smile smiling|strahlendes Gesicht mit lachenden Augen|lächeln grinsen
😆|laughing,satisfied|smile smiling|Grinsegesicht mit zugekniffenen Augen|mund lachen
😅|sweat_smile|smiling open|grinsendes Gesicht mit Schweißtropfen|mund lächeln
🤣|rofl|happy tear|sich vor Lachen auf dem Boden wälzen|lustig lol
😂|joy|happy feels|Gesicht mit Freudentränen|lachen lustig
🙂|slightly_smiling_face|smile happy|leicht lächelndes Gesicht|
🙃|upside_down_face|smile hehe|umgekehrtes Gesicht|lächeln stehen
😉|wink|flirt slide|zwinkerndes Gesicht|auge flirten
😊|blush|smile smiling|lächelndes Gesicht mit lachenden Augen|rot wangen
😇|innocent|fantasy smile|lächelndes Gesicht mit Heiligenschein|glücklich engel
🥰|smiling_face_with_three_hearts|love smile|lächelndes Gesicht mit Herzen|liebe hdl
😍|heart_eyes|love smile|lächelndes Gesicht mit herzförmigen Augen|liebe glücklich
🤩|star_struck|smile eyes|überwältigt|augen grinsen
😋|yum|food smile|sich die Lippen leckendes Gesicht|lächeln zunge
😛|stuck_out_tongue|sweet party|Gesicht mit herausgestreckter Zunge|lachen lustig
😜|stuck_out_tongue_winking_eye|party yolo|zwinkerndes Gesicht mit herausgestreckter Zunge|auge herausstrecken
🤗|hugs|smiling open|Gesicht mit umarmenden Händen|drücken umarmung
🤔|thinking|hmm chin|nachdenkendes Gesicht|nachdenklich fragen
🤨|raised_eyebrow|surprise disbelief|Gesicht mit hochgezogenen Augenbrauen|zweifel skeptisch
😐|neutral_face|whatever unhappy|neutrales Gesicht|ausdruckslos kommentarlos
😑|expressionless|not omg|ausdrucksloses Gesicht|unglaublich kommentarlos
😶|no_mouth|secret quiet|Gesicht ohne Mund|sprachlos kein
😏|smirk|flirt shade|süffisant lächelndes Gesicht|flirten feixen
😒|unamused|whatever unhappy|verstimmtes Gesicht|traurig langweilig
🙄|roll_eyes|whatever shade|Augen verdrehendes Gesicht|genervt rollen
😬|grimacing|smile smiling|Grimassen schneidendes Gesicht|zähne peinlich
😌|relieved|peace zen|erleichtertes Gesicht|augen geschlossen
😔|pensive|sad disappointed|nachdenkliches Gesicht|traurig enttäuscht
😪|sleepy|sad good|schläfriges Gesicht|traurig müde
😴|sleeping|whatever good|schlafendes Gesicht|müde langweilig
😷|mask|cold doctor|Gesicht mit Atemschutzmaske|mund arzt
🤒|face_with_thermometer|sick ill|Gesicht mit Fieberthermometer|krank messen
🥵|hot_face|heat tongue|schwitzendes Gesicht|rot zunge
🥶|cold_face|blue teeth|frierendes Gesicht|blau kalt
😵|dizzy_face|eyes dead|benommenes Gesicht|augen krank
🤯|exploding_head|shocked way|explodierender Kopf|schockiert unglaublich
🥳|partying_face|celebration happy|Partygesicht|feier fröhlich
😎|sunglasses|smile beach|lächelndes Gesicht mit Sonnenbrille|cool
🤓|nerd_face|glasses intelligent|Strebergesicht|brille klug
🧐|monocle_face|fancy rich|Gesicht mit Monokel|elegant reich
😕|confused|not sad|verwundertes Gesicht|traurig verwirrt
😟|worried|sad nervous|besorgtes Gesicht|traurig sorgen
🙁|slightly_frowning_face|sad|betrübtes Gesicht|traurig schade
😮|open_mouth|omg you|Gesicht mit offenem Mund|omg schockiert
😲|astonished|omg shocked|erstauntes Gesicht|omg schockiert
😳|flushed|dead hot|errötetes Gesicht mit großen Augen|rot wangen
🥺|pleading_face|not sad|bettelndes Gesicht|augen traurig
😨|fearful|scared anxious|ängstliches Gesicht|angst besorgt
😰|cold_sweat|open mouth|besorgtes Gesicht mit Schweißtropfen|mund offen
😢|cry|sad feels|weinendes Gesicht|traurig träne
😭|sob|sad unhappy|heulendes Gesicht|traurig tränen
😱|scream|scared surprised|vor Angst schreiendes Gesicht|omg ängstlich
😞|disappointed|sad unhappy|enttäuschtes Gesicht|traurig schade
😓|sweat|sad cold|bedrücktes Gesicht mit Schweiß|augen geschlossen
😩|weary|sad feels|erschöpftes Gesicht|nein müde
🥱|yawning_face|whatever night|gähnendes Gesicht|müde langweilig
😡|rage,pout|red feels|schmollendes Gesicht|rot wütend
😠|angry|feels unhappy|verärgertes Gesicht|böse wütend
💀|skull|tale fairy|Totenkopf|märchen knochen
👻|ghost|fantasy tale|Gespenst|märchen zunge
🤖|robot|monster|Roboter|monster robotergesicht
❤️|heart|love red|rotes Herz|
💚|green_heart|love ily|grünes Herz|liebe gefühl
💙|blue_heart|love ily|blaues Herz|liebe gefühl
💔|broken_heart|sad emotion|gebrochenes Herz|traurig gefühl
💕|two_hearts|love ily|zwei Herzen|liebe gefühl
💯|100|point full|100 Punkte|punktestand
💥|boom,collision|comic explode|Zusammenstoß|comic explodieren
💤|zzz|comic good|Schlafen|comic müde
💬|speech_balloon|comic bubble|Sprechblase mit drei Punkten|unterhaltung comic

people
👋|wave|hand you|winkende Hand|hallo tschüss
✋|raised_hand,hand|stop five|erhobene Hand|stopp halt
👌|ok_hand|sweet awesome|OK-Zeichen|hand finger
✌️|v|hand peace|Victory-Geste|sieg
🤞|crossed_fingers|hand luck|Hand mit gekreuzten Fingern|
👈|point_left|hand finger|nach links weisender Zeigefinger|zeigen handrückseite
👉|point_right|hand finger|nach rechts weisender Zeigefinger|zeigen handrückseite
👆|point_up_2|hand finger|nach oben weisender Zeigefinger von hinten|zeigen aufwärts
👇|point_down|hand finger|nach unten weisender Zeigefinger|zeigen abwärts
👍|thumbsup,+1|hand good|Daumen hoch|hand finger
👎|thumbsdown,-1|hand good|Daumen runter|hand schlecht
✊|fist,fist_raised|hand clenched|erhobene Faust|hand kampf
👏|clap|hand good|klatschende Hände|hand gratulation
🙌|raised_hands|celebration gesture|zwei erhobene Handflächen|geste hände
🤝|handshake|agreement deal|Handschlag|hände vereinbarung
🙏|pray|hand gesture|zusammengelegte Handflächen|bitten beten
✍️|writing_hand|write|schreibende Hand|stift
💪|muscle|bro bodybuilder|angespannter Bizeps|arm training
👀|eyes|omg body|Augen|sehen schauen
👩|woman|adult lady|Frau|erwachsen
👨|man|adult bro|Mann|erwachsen
🙋|raising_hand|gesture pick|Person mit erhobenem Arm|hand geste
🤷|shrug|whatever doubt|schulterzuckende Person|egal zweifel
🤦|facepalm|not omg|sich an den Kopf fassende Person|omg frustriert
🙇‍♂️|bowing_man|gesture meditation|sich verbeugender Mann|demut
👷|construction_worker|man hat|Bauarbeiter(in)|helm beruf
🏃|runner,running|fast racing|laufende Person|sport rennen
🚶|walking|man pedestrian|Fußgänger(in)|gehen fußgängerin
👪|family|child|Familie|kind junge

nature
🐶|dog|animal pet|Hundegesicht|tier wau
🐱|cat|animal pet|Katzengesicht|tier miau
🐭|mouse|animal|Mäusegesicht|tier maus
🐻|bear|animal honey|Bär|tier bärengesicht
🐔|chicken|animal bird|Huhn|tier geflügel
🐧|penguin|animal bird|Pinguin|tier vogel
🐦|bird|animal ornithology|Vogel|tier papagei
🦄|unicorn||Einhorn|einhorngesicht
🐝|bee,honeybee|animal nature|Biene|tier insekt
🦋|butterfly|insect pretty|Schmetterling|insekt schön
🐟|fish|animal zodiac|Fisch|tier sternzeichen
💐|bouquet|love plant|Blumenstrauß|bouquet
🌹|rose|love red|Rose|pflanze blume
🌻|sunflower|plant outdoors|Sonnenblume|pflanze blüte
🌷|tulip|plant flower|Tulpe|pflanze blume
🌿|herb|plant leaf|Kräuter|pflanze blätter
🍀|four_leaf_clover|plant irish|Glücksklee|pflanze blatt
🌍|earth_africa|world globe|Globus mit Europa und Afrika|erde weltkugel
⭐|star|white medium|weißer mittelgroßer Stern|himmel astronomie
🌟|star2|night win|funkelnder Stern|glitzern
✨|sparkles|star magic|funkelnde Sterne|
⚡|zap|nature high|Hochspannung|blitz gewitter
🔥|fire|tool hot|Feuer|heiß brennen
☁️|cloud|weather|Wolke|wetter wolkig
🌧️|cloud_with_rain|weather|Wolke mit Regen|wetter regenwolke
❄️|snowflake|weather cold|Schneeflocke|wetter kalt
⛄|snowman|cold|Schneemann ohne Schneeflocken|kalt winter
🌈|rainbow|weather nature|Regenbogen|wetter
☀️|sunny|space weather|Sonne|wetter strahlen

food
🍎|apple|food red|roter Apfel|frucht obst
🍌|banana|fruit potassium|Banane|frucht obst
🥑|avocado|food fruit|Avocado|essen frucht
🍅|tomato|food fruit|Tomate|essen obst
🥕|carrot|food vegetable|Karotte|gemüse mohrrübe
🍞|bread|food restaurant|Brot|essen weizen
🥐|croissant|food breakfast|Croissant|frühstück französisch
🧀|cheese|wedge|Käsestück|
🥚|egg|food breakfast|Ei|frühstück
🍔|hamburger|food fast|Hamburger|restaurant
🍟|fries|food fast|Pommes frites|fritten
🍕|pizza|food hungry|Pizza|pizzastück pizzeria
🍝|spaghetti|food restaurant|Spaghetti|restaurant essse
🍣|sushi|food|Sushi|restaurant
🍚|rice|food cooked|Reis in Schüssel|essen
🍿|popcorn|movie|Popcorn|kino snack
🍪|cookie|sweet dessert|Keks|cookie plätchen
🍰|cake|sweet dessert|Torte|kuchen tortenstück
🎂|birthday|celebration sweet|Geburtstagskuchen|essen lebensmittel
☕|coffee|drink hot|Heißgetränk|trinken tee
🍵|tea|drink beverage|Teetasse ohne Henkel|getränk schale
🍻|beers|bar drinking|Bierkrüge|oktoberfest prost
🍷|wine_glass|drink restaurant|Weinglas|bar alkohol
🍾|champagne|drink bar|Flasche mit knallendem Korken|getränk trinken
🥂|clinking_glasses|drink celebrate|Sektgläser|feier getränk
🍴|fork_and_knife|food restaurant|Messer und Gabel|essen restaurant

travel
🚗|car,red_car|vehicle driving|Auto|rot fahrzeug
🚕|taxi|car vehicle|Taxi|fahrzeug auto
🚌|bus|vehicle school|Bus|fahrzeug schulbus
🚚|truck|car vehicle|Lieferwagen|lastwagen lkw
🚲|bike|cycle cyclist|Fahrrad|radeln bmx
🚋|train|car bus|Straßenbahnwagen|tram transport
✈️|airplane|travel fly|Flugzeug|flieger
🚀|rocket|space travel|Rakete|weltraum all
🚢|ship|travel boat|Schiff|traumschiff dampfer
⚓|anchor|tool ship|Anker|meer hafen
🚧|construction|barrier|Baustellenabsperrung|schild
🚥|traffic_light|stop signal|horizontale Verkehrsampel|vertikal
🗺️|world_map||Weltkarte|reisen landkarte
🏠|house|heart building|Haus|gebäude zuhause
🏡|house_with_garden|heart building|Haus mit Garten|baum
🏢|office|building city|Bürogebäude|hochhaus
🏥|hospital|building doctor|Krankenhaus|gebäude arzt
🏨|hotel|building|Hotel|gebäude unterkunft
🏭|factory|building|Fabrik|gebäude
⛰️|mountain||Berg|gebirge
🌃|night_with_stars||Sternenhimmel|nacht hochhäuser
⌚|watch|clock time|Armbanduhr|zeit
⏳|hourglass_flowing_sand|not done|laufende Sanduhr|prozess
⏰|alarm_clock|time hours|Wecker|uhr zeit
⏱️|stopwatch|clock time|Stoppuhr|zeit
🧳|luggage|travel bag|Gepäck|ballast koffer

activities
⚽|soccer|sport ball|Fußball|bundesliga messi
🏀|basketball|sport hoop|Basketball|sport korb
🏈|football|sport bowl|Football|sport amerika
🎾|tennis|sport ball|Tennisball|sport
🏆|trophy|sport win|Pokal|sport bundesliga
🏅|medal_sports|gold award|Sportmedaille|gewinn goldmedaille
🥇|1st_place_medal|gold first|Goldmedaille|gewinn erster
🎯|dart|game entertainment|Darts|pfeil spiel
🎲|game_die|entertainment dice|Spielwürfel|unterhaltung casino
🧩|jigsaw|clue interlocking|Puzzleteil|spiel bestandteile
🎨|art|entertainment palette|Mischpalette|kunst künstler
🎵|musical_note|sound|Musiknote|lied melodie
🎤|microphone|music sound|Mikrofon|unterhaltung karaoke
🎧|headphones|sound earbud|Kopfhörer|musik unterhaltung
🎸|guitar|music instrument|Gitarre|musik instrument
🎟️|tickets|admission|Eintrittskarten|ticket billet
🎁|gift|celebration box|Geschenk|feier schleife
🎈|balloon|celebration birthday|Luftballon|feier geburtstag
🎉|tada|celebration party|Konfettibombe|feier party
🎄|christmas_tree|celebration|Weihnachtsbaum|weihnachten tanne
🎆|fireworks|celebration entertainment|Feuerwerk|silvester

objects
📱|iphone|communication telephone|Mobiltelefon|handy iphone
💻|computer|office personal|Laptop|computer bildschirm
🖥️|desktop_computer|monitor|Desktopcomputer|bildschirm monitor
🖨️|printer|computer|Drucker|computer
⌨️|keyboard|computer|Tastatur|computer keyboard
📷|camera|video tbt|Fotoapparat|fotos kamera
☎️|phone,telephone||Telefon|anrufen festnetz
🔋|battery||Batterie|akku
🔌|electric_plug|electricity|Netzstecker|stromstecker
💡|bulb|light comic|Glühbirne|lampe licht
💰|moneybag|bank cash|Geldsack|moneten reich
💳|credit_card|money bank|Kreditkarte|bankkarte geldkarte
🧾|receipt|accounting bookkeeping|Beleg|blatt abrechnung
📈|chart_with_upwards_trend|right graph|Aufwärtstrend|diagramm kurve
📉|chart_with_downwards_trend|graph data|Abwärtstrend|diagramm kurve
📊|bar_chart|graph data|Balkendiagramm|
✉️|envelope|letter email|Briefumschlag|
📧|email,e-mail|letter|E-Mail|post brief
📦|package|communication box|Paket|päckchen
📫|mailbox|communication closed|geschlossener Briefkasten mit Post|
✏️|pencil2||Bleistift|
📝|memo,pencil|communication notes|Papier und Bleistift|schreiben notiz
💼|briefcase|office|Aktentasche|
📁|file_folder||Ordner|geschlossen büro
📆|calendar||Abreißkalender|datum termin
📅|date||Kalender|datum kalenderblatt
📌|pushpin|collage|Reißzwecke|anpinnen
📎|paperclip||Büroklammer|
🔗|link|links|Linksymbol|kettenglieder verknüpfen
✂️|scissors|tool paper|Schere|schneiden schnipp
🔒|lock|closed private|geschlossenes Schloss|sicherheit datenschutz
🔓|unlock|open cracked|offenes Schloss|
🔑|key|lock keys|Schlüssel|passwort schließen
🔨|hammer|tool home|Hammer|werkzeug
🛠️|hammer_and_wrench|tool spanner|Hammer und Schraubenschlüssel|werkzeug
⚙️|gear|tool cog|Zahnrad|werkzeug
💊|pill|doctor sick|Kapsel|arzt medizin
💉|syringe|tool doctor|Spritze|arzt nadel
🩺|stethoscope|heart doctor|Stethoskop|herz arzt
🚪|door|back closet|Tür|geschlossen eingang
🪑|chair|seat sit|Stuhl|holzstuhl möbel
🛏️|bed|hotel sleep|Bett|schlafen hotel
🛒|shopping_cart|trolley|Einkaufswagen|einkaufen
🔔|bell|sound break|Glocke|klingeling
🔕|no_bell|not forbidden|durchgestrichene Glocke|leise
📢|loudspeaker|communication sound|Lautsprecher|megafon
📣|mega|sound cheering|Megafon|lautsprecher jubel
📚|books|fantasy education|Bücherstapel|lesen fantasie
📖|book,open_book|fantasy education|offenes Buch|lesen seite
📰|newspaper|communication|Zeitung|medien nachrichten
👕|tshirt,shirt|clothing blue|T-Shirt|kleidung
👞|shoe,mans_shoe|clothing clothes|Herrenschuh|gehen
💍|ring|romance diamond|Ring|edelstein diamantring
🔍|mag|tool left|Lupe nach links|suche
🗑️|wastebasket|can garbage|Papierkorb|abfalleimer

symbols
✅|white_check_mark|done checked|weißes Häkchen|erledigt abgehakt
✔️|heavy_check_mark|done checked|kräftiges Häkchen|erledigt haken
❌|x|mark cross|Kreuzzeichen|abbrechen multiplikation
❓|question|red mark|rotes Fragezeichen|satzzeichen warum
❗|exclamation,heavy_exclamation_mark|red punctuation|rotes Ausrufezeichen|satzzeichen
‼️|bangbang|mark double|doppeltes Ausrufezeichen|rot satzzeichen
⚠️|warning|caution|Warnung|dreieck vorsicht
🚫|no_entry_sign|not forbidden|Verboten|verbotszeichen
🆘|sos|help|SOS-Zeichen|hilfe
♻️|recycle|recycling|Recycling-Symbol|
➡️|arrow_right|direction cardinal|Pfeil nach rechts|osten rechtspfeil
⬅️|arrow_left|direction cardinal|Pfeil nach links|linkspfeil westen
🔄|arrows_counterclockwise|again refresh|Pfeile gegen den Uhrzeigersinn|
🔙|back|arrow|BACK-Pfeil|links zurück
🔜|soon|arrow omw|SOON-Pfeil|rechts
🆕|new||Wort „New“ in blauem Quadrat|neu
🆗|ok|okay|Großbuchstaben OK in blauem Quadrat|taste keycap
ℹ️|information_source||Buchstabe „i“ in blauem Quadrat|information
🔴|red_circle|geometric|roter Punkt|ball
🟠|orange_circle||oranger Punkt|form kreis
🟡|yellow_circle||gelber Punkt|form kreis
🟢|green_circle||grüner Punkt|form kreis
🔵|large_blue_circle|geometric|blauer Punkt|ball kreis
➕|heavy_plus_sign||plus|mathe addieren
♾️|infinity|forever unbounded|Unendlichkeit|ewig grenzenlos
1️⃣|one|keycap|1|eins
2️⃣|two|keycap|2|zwei
3️⃣|three|keycap|3|drei
4️⃣|four|keycap|4|vier
5️⃣|five|keycap|5|fünf
🏁|checkered_flag|sport game|Zielflagge|sport rennen
🚩|triangular_flag_on_post|construction golf|Wimpel|rot dreiecksflagge
🏳️‍🌈|rainbow_flag|transgender gay|Regenbogenflagge|bunt fahne
🇩🇪|de||Deutschland|
🇨🇭|switzerland||Schweiz|
🇫🇷|fr||Frankreich|
🇮🇹|it||Italien|
🇪🇸|es||Spanien|
🇳🇱|netherlands||Niederlande|
🇬🇧|gb,uk||Vereinigtes Königreich|
🇺🇸|us||Vereinigte Staaten|
🇪🇺|eu,european_union||Europäische Union|
`;

/** @typedef {{ sign: string, names: string[], german: string, words: string[] }} Emoji */

/** By groups, in the order in which they are shown. @type {{ name: string, all: Emoji[] }[]} */
export const EMOJI = TABLE.trim()
  .split('\n\n')
  .map((group) => {
    const [name, ...rows] = group.split('\n');
    return { name, all: rows.map(toEmoji) };
  });

const ALL_EMOJI = EMOJI.flatMap(({ all }) => all);

/** @param {string} row @returns {Emoji} */
function toEmoji(row) {
  const [sign, names, english, german, more] = row.split('|');
  const words = plain(`${names} ${english} ${german} ${more}`).split(/[\s,_-]+/);
  return { sign, names: names.split(','), german, words };
}

/** @param {string} text */
function plain(text) {
  return text.normalize('NFD').replace(new RegExp('\\p{M}', 'gu'), '').toLowerCase();
}

/** What an emoji is called to its reader. @param {Emoji} emoji @param {string} language */
export const emojiName = ({ names, german }, language) => (language === 'de' ? german : names[0].replaceAll('_', ' '));

/** Those with a word for each typed one; whose own name begins so come first, the shortest before the others. @param {string} typed @param {number} most @returns {Emoji[]} */
export function findEmoji(typed, most) {
  const wanted = plain(typed).split(/[\s,_-]+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const whole = typed.trim().toLowerCase();
  const rank = ({ names }) => Math.min(100, ...names.filter((name) => name.startsWith(whole)).map((name) => name.length));
  const found = ALL_EMOJI.filter(({ names, words }) => names.some((name) => name.startsWith(whole)) || wanted.every((word) => words.some((own) => own.startsWith(word))));
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** `:na` just before the caret. @param {string} text @param {number} caret @returns {{ from: number, typed: string } | null} */
export function colonWord(text, caret) {
  const from = text.lastIndexOf(':', caret - 1);
  const typed = text.slice(from + 1, caret);
  return /^[\p{L}\d_+-]{2,30}$/u.test(typed) && beginsWord(text, from) ? { from, typed } : null;
}

/** `:name:` of a known emoji just before the caret. @param {string} text @param {number} caret @returns {{ from: number, sign: string } | null} */
export function colonEnded(text, caret) {
  const from = text.lastIndexOf(':', caret - 2);
  const name = text.slice(from + 1, caret - 1).toLowerCase();
  const known = text[caret - 1] === ':' && beginsWord(text, from) && ALL_EMOJI.find(({ names }) => names.includes(name));
  return known ? { from, sign: known.sign } : null;
}

/** Times of day and addresses have colons too. @param {string} text @param {number} at */
const beginsWord = (text, at) => text[at] === ':' && !/[\p{L}\p{N}_:/]$/u.test(text.slice(0, at));
