"""Whom the words of a WHO mean, as people type them: States, groups, lists, territories, former names on a day."""

import json
from collections.abc import Callable

import pytest

from openskies_cli import desk, names, records
from openskies_cli.desk import completions
from openskies_cli.diagnostics import Refused
from openskies_cli.doors import quick
from openskies_cli.people import Book, Meaning
from openskies_cli.reading import in_two, read_people
from openskies_cli.register import Register
from openskies_cli.words import WHO

TODAY = "2026-11-23"


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(None, {}, "/")


def means(register: Register, words: list[str], on: str = TODAY) -> str:
    """Codes; "? A B" where it is asked back, "~ A B" where it is near, "-" where it is nobody, "t:" before a territory, "g:" a group."""
    marks = {"ambiguous": "? ", "near": "~ ", "unknown": "-", "territory": "t:", "group": "g:"}
    return ", ".join(
        f"{marks.get(one.how, '')}{one.group if one.how == 'group' else ' '.join(one.codes)}" for one in register.meanings(words, on)
    )


COLUMN = """
    Afghanistan=AF ; Albania=AL ; Algeria=DZ ; Andorra=AD ; Angola=AO ; Antigua and Barbuda=AG ; Argentina=AR ; Armenia=AM ;
    Australia=AU ; Austria=AT ; Azerbaijan=AZ ; Bahamas=BS ; Bahrain=BH ; Bangladesh=BD ; Barbados=BB ; Belarus=BY ; Belgium=BE ;
    Belize=BZ ; Benin=BJ ; Bhutan=BT ; Bolivia=BO ; Bosnia and Herzegovina=BA ; Botswana=BW ; Brazil=BR ; Brunei=BN ; Bulgaria=BG ;
    Burkina Faso=BF ; Burundi=BI ; Côte d'Ivoire=CI ; Cabo Verde=CV ; Cambodia=KH ; Cameroon=CM ; Canada=CA ;
    Central African Republic=CF ; Chad=TD ; Chile=CL ; China=CN ; Colombia=CO ; Comoros=KM ; Congo (Congo-Brazzaville)=CG ;
    Costa Rica=CR ; Croatia=HR ; Cuba=CU ; Cyprus=CY ; Czechia (Czech Republic)=CZ ; Democratic Republic of the Congo=CD ; Denmark=DK ;
    Djibouti=DJ ; Dominica=DM ; Dominican Republic=DO ; Ecuador=EC ; Egypt=EG ; El Salvador=SV ; Equatorial Guinea=GQ ; Eritrea=ER ;
    Estonia=EE ; Eswatini=SZ ; Ethiopia=ET ; Fiji=FJ ; Finland=FI ; France=FR ; Gabon=GA ; Gambia=GM ; Georgia=GE ; Germany=DE ;
    Ghana=GH ; Greece=GR ; Grenada=GD ; Guatemala=GT ; Guinea=GN ; Guinea-Bissau=GW ; Guyana=GY ; Haiti=HT ; Holy See=VA ; Honduras=HN ;
    Hungary=HU ; Iceland=IS ; India=IN ; Indonesia=ID ; Iran=IR ; Iraq=IQ ; Ireland=IE ; Israel=IL ; Italy=IT ; Jamaica=JM ; Japan=JP ;
    Jordan=JO ; Kazakhstan=KZ ; Kenya=KE ; Kiribati=KI ; Kuwait=KW ; Kyrgyzstan=KG ; Laos=LA ; Latvia=LV ; Lebanon=LB ; Lesotho=LS ;
    Liberia=LR ; Libya=LY ; Liechtenstein=LI ; Lithuania=LT ; Luxembourg=LU ; Madagascar=MG ; Malawi=MW ; Malaysia=MY ; Maldives=MV ;
    Mali=ML ; Malta=MT ; Marshall Islands=MH ; Mauritania=MR ; Mauritius=MU ; Mexico=MX ; Micronesia=FM ; Moldova=MD ; Monaco=MC ;
    Mongolia=MN ; Montenegro=ME ; Morocco=MA ; Mozambique=MZ ; Myanmar (formerly Burma)=MM ; Namibia=NA ; Nauru=NR ; Nepal=NP ;
    Netherlands=NL ; New Zealand=NZ ; Nicaragua=NI ; Niger=NE ; Nigeria=NG ; North Korea=KP ; North Macedonia=MK ; Norway=NO ; Oman=OM ;
    Pakistan=PK ; Palau=PW ; Palestine State=PS ; Panama=PA ; Papua New Guinea=PG ; Paraguay=PY ; Peru=PE ; Philippines=PH ; Poland=PL ;
    Portugal=PT ; Qatar=QA ; Romania=RO ; Russia=RU ; Rwanda=RW ; Saint Kitts and Nevis=KN ; Saint Lucia=LC ;
    Saint Vincent and the Grenadines=VC ; Samoa=WS ; San Marino=SM ; Sao Tome and Principe=ST ; Saudi Arabia=SA ; Senegal=SN ;
    Serbia=RS ; Seychelles=SC ; Sierra Leone=SL ; Singapore=SG ; Slovakia=SK ; Slovenia=SI ; Solomon Islands=SB ; Somalia=SO ;
    South Africa=ZA ; South Korea=KR ; South Sudan=SS ; Spain=ES ; Sri Lanka=LK ; Sudan=SD ; Suriname=SR ; Sweden=SE ; Switzerland=CH ;
    Syria=SY ; Tajikistan=TJ ; Tanzania=TZ ; Thailand=TH ; Timor-Leste=TL ; Togo=TG ; Tonga=TO ; Trinidad and Tobago=TT ; Tunisia=TN ;
    Turkey=TR ; Turkmenistan=TM ; Tuvalu=TV ; Uganda=UG ; Ukraine=UA ; United Arab Emirates=AE ; United Kingdom=GB ;
    United States of America=US ; Uruguay=UY ; Uzbekistan=UZ ; Vanuatu=VU ; Venezuela=VE ; Vietnam=VN ; Yemen=YE ; Zambia=ZM ;
    Zimbabwe=ZW ; Cook Islands=CK ; Niue=NU
"""
"""A column of names as somebody's table of treaties has it."""


def test_a_whole_column_of_names(register: Register) -> None:
    rows = [row.strip().rsplit("=", 1) for row in COLUMN.replace("\n", " ").split(";")]
    assert len(rows) == 197
    typed, codes = [name for name, _ in rows], [code for _, code in rows]
    assert register.codes(typed, TODAY) == codes
    assert register.codes([", ".join(typed)], TODAY) == codes
    assert means(register, " ".join(typed).split()) == ", ".join(codes)  # no quotes at all


ONE_WORD = """
Korea, Republic of = KR | Korea, Rep. = KR | Korea (Republic of) = KR | Korea, Dem. People's Rep. = KP | Korea, D.P.R. = KP
Rep. of Korea = KR | S. Korea = KR | N. Korea = KP | Congo, Dem. Rep. = CD | Congo, Dem. Rep. of the = CD | D.R. Congo = CD
D. R. Congo = CD | Dem. Rep. Congo = CD | Dem. Rep. of Congo = CD | Congo, Rep. = CG | Congo (Democratic Republic of the) = CD
Congo (Kinshasa) = CD | Congo [DRC] = CD | Iran, Islamic Rep. = IR | Iran (Islamic Rep. of) = IR | Islamic Rep. of Iran = IR
Bahamas (the) = BS | The Bahamas = BS | Gambia (The) = GM | Gambia, The = GM | Bolivia, Plurinational State of = BO
Bolivia (Plurin. State of) = BO | Venezuela, RB = VE | Venezuela, Bolivarian Republic of = VE | Egypt, Arab Rep. = EG | Yemen, Rep. = YE
Micronesia, Fed. Sts. = FM | Federated States of Micronesia = FM | Lao PDR = LA | Lao P.D.R. = LA | Kyrgyz Rep. = KG | Slovak Rep. = SK
Türkiye (Turkey) = TR | Turkey/Türkiye = TR | Swaziland / Eswatini = SZ | Eswatini (fmr. "Swaziland") = SZ
Myanmar (formerly Burma) = MM | Burma (Myanmar) = MM | Czechia (Czech Republic) = CZ | Czech Republic (formerly Czechoslovakia) = CZ
Congo (Congo-Brazzaville) = CG | Côte d'Ivoire (Ivory Coast) = CI | Cote D Ivoire = CI | Cote dIvoire = CI | Albania 1 = AL
Albania (1) = AL | Albania¹ = AL | Germany* = DE | Germany * = DE | Kosovo* = XK | France [2] = FR | Macedonia, FYR = MK
Macedonia (the former Yugoslav Republic of) = MK | the former Yugoslav Rep. of Macedonia = MK
Macedonia, the former Yugoslav Republic of = MK | St. Kitts & Nevis = KN | St Kitts and Nevis = KN | St. Vincent and the Grenadines = VC
St. Vincent & the Grenadines = VC | Saint Vincent/Grenadines = VC | St. Lucia = LC | Antigua & Barbuda = AG | Antigua/Barbuda = AG
Trinidad & Tobago = TT | Bosnia & Herzegovina = BA | Bosnia-Herzegovina = BA | Bosnia/Herzegovina = BA | São Tomé & Príncipe = ST
Sao Tome & Principe = ST | S. Tome & Principe = ST | Central African Rep. = CF | Cent. African Rep. = CF | Dominican Rep. = DO
Eq. Guinea = GQ | Solomon Is. = SB | Marshall Is. = MH | Cook Is. = CK | Faroe Is. = t:FO | Cayman Is. = t:KY | Falkland Is. = t:FK
Falkland Islands (Malvinas) = t:FK | Virgin Islands = ? VG VI | US Virgin Is. = t:VI | Virgin Islands (US) = t:VI
Hong Kong SAR, China = t:HK | China, Hong Kong SAR = t:HK | Macao SAR, China = t:MO | Taiwan, China = TW | Taiwan Province of China = TW
Taiwan (Province of China) = TW | Palestine, State of = PS | Palestinian Territory, Occupied = PS | Tanzania, United Rep. of = TZ
United Rep. of Tanzania = TZ | Moldova, Rep. of = MD | Viet Nam = VN | Brunei Darussalam = BN | Cabo Verde = CV | Cape Verde = CV
Holy See (Vatican City State) = VA | Vatican City = VA | the Vatican = VA | UK = GB | U.K. = GB | U.S.A. = US
United States of America (USA) = US | United Kingdom of Great Britain and Northern Ireland (the) = GB | England = GB | Scotland = GB
Northern Ireland = GB | Ireland, Northern = GB | Great Britain = GB | Holland = NL | Netherlands (Kingdom of the) = NL
Netherlands (Aruba) = ? NL AW | China (Hong Kong) = t:HK | Denmark (Greenland) = ? DK GL | Greenland (Denmark) = t:GL
France (Guadeloupe) = ? FR GP | Persia = IR | Siam = TH | Ceylon = LK | Upper Volta = BF | Dahomey = BJ | Rhodesia = ZW
Gold Coast = GH | Zaire = CD | Kampuchea = KH | Burma = MM | Timor = ~ TL | East Timor = TL | USSR = RU | Soviet Union = RU
East Germany = DDDE | West Germany = DE | FR Germany = DE | Germany, Fed. Rep. = DE | Germany (Federal Republic of) = DE
German Dem. Rep. = DDDE | Germany (Democratic Republic) = DDDE | Yemen (North) = YE | Yemen (South) = YDYE | South Vietnam = ~ VN
Viet-Nam (Republic of) = ~ VN | China, Republic of = ? CN TW | China, People's Rep. = CN | P. R. China = CN
Libyan Arab Jamahiriya = LY | Serbia & Montenegro = RS | Serbia and Montenegro (formerly Yugoslavia) = RS
Serbia (formerly Yugoslavia) = RS | Yugoslavia (Federal Republic of) = RS | Yugoslavia, SFR = YUCS | Yugoslavia = ? YUCS RS
European Union (EU) = EU | EU = EU | EU members = g:EU | members of the European Union = g:EU | NATO = g:NATO | nato members = g:NATO
NATO States = g:NATO | nuclear weapon states = g:nuclear-weapon-states | Nuclear-Weapon States = g:nuclear-weapon-states
P5 = g:nuclear-weapon-states | OTAN = g:NATO | 643 = RU | 076 = BR | 76 = BR | 4 = AF | 999 = - | 280 = DE | ru = RU | rus = RU
Atlantis = - | Narnia = - | Wakanda = - | Kenia = KE | Phillipines = ~ PH | Kazahstan = ~ KZ | Columbia = ~ CO | Morroco = ~ MA
Isle of Man = t:IM | Aruba = t:AW | Curacao = t:CW | Bermuda = t:BM | Macau = t:MO | American Samoa = t:AS | Samoa = WS | Tahiti = t:PF
Bonaire = t:BQ | St. Maarten = t:SX | St. Martin = t:MF | Saint Martin (French part) = t:MF | Sint Maarten (Dutch part) = t:SX
Åland = t:AX | Svalbard = t:SJ | Antarctica = t:AQ | Palau Islands = ~ PW | Republic of Palau = PW | Kingdom of Spain = ES
Micronesia = FM | Federated States = FM | Russian Fed. = RU | Russia (RU) = RU | Russia - RU = RU | Kosovo (under UNSC res. 1244) = ~ XK
Kenya (British colony) = ~ KE | Sahrawi Arab Democratic Republic = - | Palestinian Authority = - | Trinidad = TT | Sudan, South = SS
South Sudan = SS | RU;US = RU, US | RU, US = RU, US | Republic of Ireland = IE | Eire = IE | Luxemburg = LU
Great Britain and Northern Ireland = GB | Czechoslovakia (former) = CSHH | former Yugoslavia = YUCS | Former USSR = RU | U.S.S.R. = RU
USSR (former) = RU | Former Soviet Union = RU | Bharat = IN | Korea (the Republic of) = KR
Korea (the Democratic People's Republic of) = KP | Netherlands, Kingdom of the = NL | Russian Federation (the) = RU
Moldova (the Republic of) = MD | Congo (the Democratic Republic of the) = CD | Congo (the) = ? CG CD
Tanzania, the United Republic of = TZ | Philippines (the) = PH | Virgin Islands (U.S.) = t:VI | Virgin Islands (British) = t:VG
Cayman Islands (the) = t:KY | Türkiye (the Republic of) = TR | Serbia/Montenegro = RS | Germany East = DDDE | East Germany (GDR) = DDDE
Yemen, P.D.R. = YDYE | Yemen, Democratic People = ? YDYE YE | France, Metropolitan = ? FR | Korea, People's Republic of = ? KP KR
Korea South = KR | Macedonia (FYROM) = MK | Burma/Myanmar = MM | Cambodia (Kampuchea) = KH | Iran (Persia) = IR
Sri Lanka (Ceylon) = LK | Thailand (Siam) = TH | Zimbabwe (Rhodesia) = ZW | Benin (Dahomey) = BJ | Burkina Faso (Upper Volta) = BF
Congo, Democratic Republic of (Zaire) = CD | Russia (USSR) = RU | Vietnam (Socialist Republic) = VN | Dem. People’s Rep. of Korea = KP
Lao People's Dem. Rep. = LA | Bosnia & Herz. = BA | Trinidad&Tobago = TT | P.N.G. = PG | Saudi-Arabia = SA | US of America = US
Kosovo, Republic of = XK | Hong Kong (SAR) = t:HK | Hong Kong (China) = t:HK | Puerto Rico (US) = t:PR | Faroe Islands (Denmark) = t:FO
Isle of Man (UK) = t:IM | Netherlands Antilles (former) = t:ANHH | Guernsey and Jersey = t:GG, t:JE | Channel Islands = ? GG JE
Panama Canal Zone = t:PZPA | Trust Territory of the Pacific Islands = t:PCHH | Cocos (Keeling) Islands = t:CC | South Georgia = t:GS
Tibet = - | Catalonia = - | Israel/Palestine = ? IL PS | Bahamas, Commonwealth of the = BS | AND = AD | germany, = DE | “Germany” = DE
DE;FR; = DE, FR | France and Germany = FR, DE | RU, US, Foo = RU, US, - | Swzerland = ~ CH | Germnay = ~ DE | Greenlnd = ~ GL
NTAO = ~ NATO
Islands = - | Island = IS | Republic = - | South = - | Canary Islands = - | Crimea = - | Arubba = ~ AW | Guersney = ~ GG | Jersy = ~ JE
Curacoa = ~ CW | Macaoo = ~ MO | Bermudda = ~ BM | Amercia = ~ US | Great Brittain = ~ GB | Madeira = - | NPT = - | UN = - | E.U. = EU
"""
"""One word of the command line (so in quotes) -> what it means."""


@pytest.mark.parametrize("row", [row for line in ONE_WORD.strip().splitlines() for row in line.split(" | ")])
def test_a_name_as_people_type_it(row: str, register: Register) -> None:
    typed, _, meaning = row.rpartition(" = ")
    assert means(register, [typed]) == meaning


APART = {  # words without quotes
    "North Korea": "KP",
    "Guinea Bissau": "GW",
    "Niger Nigeria": "NE, NG",
    "Korea, Republic of": "KR",
    "Hong Kong": "t:HK",
    "New Zealand Papua New Guinea": "NZ, PG",
    "United States United Kingdom": "US, GB",
    "Saint Kitts and Nevis Russia": "KN, RU",
    "Taiwan China": "TW, CN",
    "Sudan South Korea": "SD, KR",
    "Foo Bar": "-, -",
    "Isle of Man": "t:IM",
    "nuclear weapon states": "g:nuclear-weapon-states",
    "NATO Russia": "g:NATO, RU",
    "Virgin Islands": "? VG VI",
    "RU, US": "RU, US",
    "RU , US": "RU, US",
    "Antigua & Barbuda": "AG",
    "Republic of the Congo": "CG",
    "Congo Republic": "CG",
    "Dominican Republic Haiti": "DO, HT",
    "Bosnia and Herzegovina and Serbia": "BA, RS",
    "France and Germany": "FR, DE",
    "El Salvador": "SV",
    "Democratic Republic of the Congo Niger": "CD, NE",
    "North Korea South Korea": "KP, KR",
    "Hong Kong China": "t:HK",
    "members of NATO": "g:NATO",
    "RU 2021-06-18": "RU, -",
    "Canary Islands": "-, -",
    "United States of America Russia": "US, RU",
}


@pytest.mark.parametrize("typed", APART)
def test_words_without_quotes(typed: str, register: Register) -> None:
    assert means(register, typed.split()) == APART[typed]


ON_A_DAY = [
    ("Yugoslavia", "1985-01-01", "YUCS"),
    ("Yugoslavia", "1992-04-26", "YUCS"),
    ("Yugoslavia", "1992-04-27", "RS"),
    ("Yugoslavia", "1995-01-01", "RS"),
    ("Yugoslavia", "2003-02-03", "RS"),
    ("Yugoslavia", "2003-02-04", "? YUCS RS"),
    ("Югославия", "1985-01-01", "YUCS"),
    ("YU", "1995-01-01", "RS"),
    ("891", "1995-01-01", "RS"),
    ("890", "1985-01-01", "YUCS"),
    ("CS", "1980-01-01", "CSHH"),
    ("CS", "2005-01-01", "RS"),
    ("CS", "1995-01-01", "? CSHH RS"),
    ("Germany", "1949-10-06", "DE"),
    ("Germany", "1949-10-07", "? DE DDDE"),
    ("Germany", "1985-01-01", "? DE DDDE"),
    ("Germany", "1990-10-02", "? DE DDDE"),
    ("Germany", "1990-10-03", "DE"),
    ("Allemagne", "1985-01-01", "? DE DDDE"),
    ("West Germany", "1985-01-01", "DE"),
    ("FRG", "1985-01-01", "DE"),
    ("GDR", "1985-01-01", "DDDE"),
    ("DE", "1985-01-01", "DE"),
    ("Yemen", "1980-01-01", "? YE YDYE"),
    ("Yemen", "1995-01-01", "YE"),
    ("Congo", "1980-01-01", "? CG CD"),
    ("Congo", "2020-01-01", "? CG CD"),
    ("Korea", "1949-01-01", "? KP KR"),
    ("Korea", "2020-01-01", "? KP KR"),
    ("Vietnam", "1980-01-01", "VN"),
    ("Republic of China", "1950-01-01", "? CN TW"),
    ("United Arab Republic", "1960-01-01", "? EG SY"),
    ("United Arab Republic", "1965-01-01", "EG"),
    ("UAR", "2000-01-01", "? EG SY"),
    ("Southern Rhodesia", "1965-06-01", "t:RHZW"),
    ("Southern Rhodesia", "1980-04-17", "t:RHZW"),
    ("Southern Rhodesia", "1980-04-18", "ZW"),
    ("Rhodesia", "2020-01-01", "ZW"),
    ("New Hebrides", "1975-06-01", "t:NHVU"),
    ("New Hebrides", "1985-06-01", "VU"),
    ("French Somaliland", "2020-01-01", "DJ"),
    ("Czechoslovakia", "2020-01-01", "CSHH"),
    ("Burma", "2020-01-01", "MM"),
    ("NATO", "1990-01-01", "g:NATO"),
    ("NATO", "1940-01-01", "g:NATO"),
    ("EU-members", "1957-12-31", "g:EU"),
]


@pytest.mark.parametrize(("typed", "on", "meaning"), ON_A_DAY)
def test_a_name_on_a_day(typed: str, on: str, meaning: str, register: Register) -> None:
    assert means(register, [typed], on) == meaning


def test_every_name_on_file_means_its_participant_or_is_asked_back(register: Register) -> None:
    people, several = register.people, {names.fold(word) for word in register.people.ambiguous}
    wrong = []
    for code, person in people.participants.items():
        for kind, _, _, text in names.known(code, person):
            expected = f"? {' '.join(people.ambiguous[text])}" if text in people.ambiguous else code
            if text in people.participants:
                assert text == code, kind
            elif names.fold(text) in several and text not in people.ambiguous:
                assert means(register, [text]).startswith("? "), text
            elif (meaning := means(register, [text])) != expected:
                wrong.append((code, kind, text, meaning))
    assert wrong == []


def test_every_name_of_a_territory_means_it_and_no_state(register: Register) -> None:
    shared = {"Virgin Islands", "Channel Islands"}
    assert len(register.territories) > 55
    for code, territory in register.territories.items():
        for *_, text in names.of_territory(code, territory):
            if text not in shared and code not in register.people.participants and not territory.became:
                assert means(register, [text]) == f"t:{code}", text


def test_an_exact_code_needs_no_book(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_book(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Book, "__init__", no_book)
    fresh = register.again(fresh=True)
    assert fresh.codes(["RU", "US", "RU"], TODAY) == ["RU", "US"]
    with pytest.raises(AssertionError):
        fresh.codes(["Russia"], TODAY)


def test_a_code_only_a_record_knows_is_one(register: Register) -> None:
    assert register.book.understood(["XQ", "RU"], TODAY, lambda code: code == "XQ") == [
        Meaning("XQ", "code", ("XQ",)),
        Meaning("RU", "code", ("RU",)),
    ]


# What is said ---------------------------------------------------------------------------------------------

SAID = [  # typed, on, the sentence
    (
        "Hong Kong",
        "2026-11-23",
        "Hong Kong is a territory of China since 1997-07-01 (of the United Kingdom before), not a participant; ask for China: CN",
    ),
    (
        "HK",
        "1990-01-01",
        "Hong Kong is a territory of the United Kingdom until 1997-06-30 (of China after), not a participant; ask "
        "for the United Kingdom: GB",
    ),
    (
        "Macao",
        "1999-12-19",
        "Macao is a territory of Portugal until 1999-12-19 (of China after), not a participant; ask for Portugal: PT",
    ),
    ("Greenland", "2026-11-23", "Greenland is a territory of Denmark, not a participant; ask for Denmark: DK"),
    (
        "Western Sahara",
        "2026-11-23",
        "Western Sahara is a territory, not a participant; no record says of which State on 2026-11-23; ask for a "
        "State by its name or code",
    ),
    (
        "Western Sahara",
        "1975-01-01",
        "Western Sahara is a territory of Spain until 1976-02-26, not a participant; ask for Spain: ES",
    ),
    (
        "Antarctica",
        "2026-11-23",
        "Antarctica is a territory, not a participant; no record says of which State on 2026-11-23; ask for a State by its name or code",
    ),
    (
        "Netherlands Antilles",
        "2026-11-23",
        "Netherlands Antilles was a territory, not a participant; from 2010-10-10 on it is divided into "
        "Bonaire, Sint Eustatius and Saba (BQ), Curaçao (CW), Sint Maarten (SX); ask for the Netherlands: NL",
    ),
    (
        "Netherlands Antilles",
        "2005-01-01",
        "Netherlands Antilles is a territory of the Netherlands, not a participant; ask for the Netherlands: NL",
    ),
    (
        "Curaçao",
        "2005-01-01",
        "Curaçao was part of the territory Netherlands Antilles (ANHH) on 2005-01-01, and is no participant; ask for the Netherlands: NL",
    ),
    (
        "Panama Canal Zone",
        "2026-11-23",
        "Panama Canal Zone was a territory, not a participant; from 1979-10-01 on it is part of Panama (PA); ask for that",
    ),
    (
        "New Hebrides",
        "1975-06-01",
        "New Hebrides is a territory of France until 1980-07-29, of the United Kingdom until 1980-07-29, not a "
        "participant; ask for France: FR or the United Kingdom: GB",
    ),
    (
        "Southern Rhodesia",
        "1965-06-01",
        "Southern Rhodesia is a territory of the United Kingdom until 1980-04-17, not a participant; ask for the United Kingdom: GB",
    ),
    ("NATO", "1940-01-01", "'NATO' is a group that has no members on 1940-01-01; name another day with --on"),
    ("Atlantis", "2026-11-23", "'Atlantis' is no participant; type a code such as RU, or a name such as Russia"),
    ("Swzerland", "2026-11-23", "'Swzerland' is no participant; did you mean Switzerland (CH)?"),
    ("Greenlnd", "2026-11-23", "'Greenlnd' is no participant; did you mean Greenland (GL)?"),
    ("Korea", "2026-11-23", "'Korea' is not clear; did you mean North Korea (KP) or South Korea (KR)?"),
    ("npt", "2026-11-23", "'npt' is no participant; a treaty is named with --treaty"),
    ("2021-06-18", "2026-11-23", "'2021-06-18' is no participant; a day is named with --on, a year of withdrawals with --year"),
    ("Channel Islands", "2026-11-23", "'Channel Islands' is not clear; did you mean Guernsey (GG) or Jersey (JE)?"),
]


@pytest.mark.parametrize(("typed", "on", "sentence"), SAID)
def test_what_is_said_of_what_is_no_participant(typed: str, on: str, sentence: str, register: Register) -> None:
    with pytest.raises(Refused) as refused:
        register.codes([typed], on)
    assert (refused.value.code, refused.value.sentence) == (2, sentence)


def test_all_that_is_not_understood_is_said_at_once(register: Register) -> None:
    with pytest.raises(Refused) as refused:
        register.codes(["Atlantis", "RU", "Korea", "Hong Kong"], TODAY)
    assert refused.value.sentence == "3 names are not understood"
    assert [detail.split("; ")[0] for detail in refused.value.details] == [
        "'Atlantis' is no participant",
        "'Korea' is not clear",
        "Hong Kong is a territory of China since 1997-07-01 (of the United Kingdom before), not a participant",
    ]


# On the command line --------------------------------------------------------------------------------------

Ask = Callable[[str], tuple[int, str, list[str]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The exit code, what stands on stdout, and the lines on stderr; words apart are parted by a bar."""
    monkeypatch.setenv("OPENSKIES_TODAY", TODAY)
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)

    def asked(line: str) -> tuple[int, str, list[str]]:
        understood = quick.plainly(line.split("|"))
        assert understood is not None
        code = desk.run(*understood)
        said = capsys.readouterr()
        return code, said.out, said.err.splitlines()

    return asked


@pytest.mark.parametrize("form", ["plain", "table", "markdown", "html"])
@pytest.mark.parametrize("command", ["status", "timeline", "parties", "withdrawals", "participants"])
def test_people_are_answered_for_the_names_that_are_understood(command: str, form: str, ask: Ask) -> None:
    known = "FR" if command == "parties" else "RU"
    code, out, err = ask(f"{command}|{known}|Atlantis|Xyzzyx|-f|{form}")
    assert code == 2
    assert known in out or "Russia" in out  # the timeline of one says its name in the caption
    assert [line.split("; ")[0] for line in err] == ["openskies: 'Atlantis' is no participant", "openskies: 'Xyzzyx' is no participant"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
@pytest.mark.parametrize("command", ["status", "timeline", "parties", "withdrawals", "participants"])
def test_programs_are_given_all_or_nothing(command: str, form: str, ask: Ask) -> None:
    code, out, err = ask(f"{command}|RU|Atlantis|Xyzzyx|-f|{form}")
    assert (code, out) == (2, "")
    assert err[0] == "openskies: 2 names are not understood"
    assert [line.split(";")[0] for line in err[1:]] == ["  'Atlantis' is no participant", "  'Xyzzyx' is no participant"]


def test_where_nobody_is_understood_nothing_is_answered(ask: Ask) -> None:
    assert ask("status|Atlantis|-f|plain") == (
        2,
        "",
        ["openskies: 'Atlantis' is no participant; type a code such as RU, or a name such as Russia"],
    )


def codes_of(out: str) -> list[str]:
    return [row["participant"] for row in json.loads(out)]


def test_a_group_is_its_members_of_the_day(ask: Ask) -> None:
    _, out, _ = ask("status|NATO|--on|1990-01-01|-f|json")
    assert len(codes_of(out)) == 16
    _, out, _ = ask("status|EU|-f|json")
    assert codes_of(out) == ["EU"]
    _, out, _ = ask("status|EU-members|DE|-f|json")
    assert len(codes_of(out)) == len(set(codes_of(out))) == 27


def test_parties_and_withdrawals_of_some(ask: Ask) -> None:
    _, every, _ = ask("parties|-t|npt|-f|json")
    _, some, _ = ask("parties|P5|Japan|-t|npt|-f|json")
    assert sorted(codes_of(some)) == ["CN", "FR", "GB", "JP", "RU", "US"]
    assert [row for row in json.loads(every) if row["participant"] in codes_of(some)] == json.loads(some)
    _, out, _ = ask("parties|JP|--status|none|-f|json")
    assert codes_of(out) == ["JP"]
    _, out, _ = ask("withdrawals|Russia|-f|json")
    assert codes_of(out) == ["RU"]
    _, out, _ = ask("withdrawals|Japan|-f|json")
    assert json.loads(out) == []
    _, out, _ = ask("withdrawals|RU|--by-year|-f|json")
    assert [row["participants"] for row in json.loads(out)] == [["RU"]]


def test_one_participant_is_not_a_group(ask: Ask) -> None:
    code, _, err = ask("treaties|--of|NATO")
    assert (code, err) == (2, ["openskies: 'NATO' means 32 participants; name one of them, such as BE"])


def test_participants_shows_a_territory(ask: Ask) -> None:
    code, out, _ = ask("participants|Hong Kong|-f|json")
    (row,) = json.loads(out)
    assert (code, row["participant"], row["kind"], row["match"], row["m49"]) == (0, "HK", "territory", "name", "344")
    assert [note["text"] for note in row["relations"]] == ["of United Kingdom (GB) until 1997-06-30", "of China (CN) since 1997-07-01"]
    _, out, _ = ask("participants|Hong Kong|-f|plain")
    assert "territory" in out
    _, out, _ = ask("participants|Niue|-f|json")
    assert [(row["kind"], row["participant"]) for row in json.loads(out)] == [("state", "NU")]


def test_the_number_of_a_participant(ask: Ask) -> None:
    _, out, _ = ask("participants|076|-f|json")
    (row,) = json.loads(out)
    assert (row["participant"], row["match"], row["matched"], row["m49"]) == ("BR", "code", "076", "076")


def test_completion_offers_groups_and_territories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENSKIES_DATA", raising=False)
    for begun, offered in {
        "NA": "NATO",
        "nuc": "nuclear-weapon-states",
        "EU": "EU-members",
        "Green": "Greenland",
        "Hong": "Hong Kong",
    }.items():
        assert offered in [value for value, _ in completions(WHO, begun, {})], begun


def test_the_library_takes_the_same_words() -> None:
    known = records()
    assert [row["participant"] for row in known.status("RU,US", on="2021-12-17")] == ["RU", "US"]
    assert [row["participant"] for row in known.parties("Russia", on="2021-12-17")] == ["RU"]
    assert [row["participant"] for row in known.withdrawals(["RU", "Japan"], on="2021-12-17")] == ["RU"]
    with pytest.raises(Refused, match="2 names"):
        known.status(["RU", "Atlantis", "Hong Kong"])


# The file -------------------------------------------------------------------------------------------------

TERRITORIES = b"""participants:
  GB: {kind: state, name: United Kingdom}

territories:
  BM: {kind: territory, name: Bermuda, of: [{participant: GB}], m49: "060"}
  XX: {kind: nothing}
"""


def test_the_territories_are_read_by_themselves_with_the_right_lines() -> None:
    first, second = in_two(TERRITORIES)
    people, findings = read_people(first, "p")
    assert people is not None
    assert (findings, list(people.participants), people.territories) == ([], ["GB"], {})
    _, findings = read_people(second, "p")
    whole = read_people(TERRITORIES, "p")[1]
    assert [str(finding) for finding in findings] == [str(finding) for finding in whole]
    assert {finding.place.line for finding in findings} == {6}


def test_territories_that_do_not_stand_last_are_read_with_the_rest() -> None:
    text = TERRITORIES + b"groups: {all: {members: [{member: GB}]}}\n"
    assert in_two(text) == (text, b"")


def test_whose_a_territory_is_at_any_time_is_on_file(register: Register) -> None:
    known = register.people.participants
    for code, territory in register.territories.items():
        assert all(owner in known for owner, _, _ in territory.of), code
        assert all(whole in register.territories for whole, _, _ in territory.part_of), code
        heirs = (*territory.divided_into, *filter(None, (territory.merged_into, territory.became)))
        assert all(heir in known or heir in register.territories for heir in heirs), code
