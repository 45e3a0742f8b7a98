-- The tables of one build. Columns may be added; none may change its name or meaning.
-- name_{language} stands for one column a language (name_ko, name_ja, name_en), note_{translation} for one a language
-- but that of the column `note` itself, English (etl/languages.py).

CREATE TABLE topic (
    topic_id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL,
    name_{language} VARCHAR NOT NULL
);

-- Blocks (地方, 권역) and Korean mega-regions (5극3특).
CREATE TABLE block (
    block_code VARCHAR PRIMARY KEY,          -- e.g. KR-block-capital, JP-block-tohoku, KR-mega-chungcheong
    country VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,                   -- 'block' or 'megaregion'
    position INTEGER NOT NULL,
    name_{language} VARCHAR NOT NULL
);

CREATE TABLE region (
    region_code VARCHAR PRIMARY KEY,         -- ISO 3166-2; KR and JP for the nations; KR-47170, JP-01202: municipalities
    country VARCHAR NOT NULL,
    level VARCHAR NOT NULL,                  -- 'country', 'region' or 'municipality'
    parent_code VARCHAR,                     -- of a municipality: its province or prefecture
    position INTEGER NOT NULL,               -- customary order of the publisher
    name_{language} VARCHAR NOT NULL,
    short_{language} VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,                   -- country, special_city, metropolitan_city, special_self_governing_city,
                                             -- province, special_self_governing_province, to, do, fu, ken; of
                                             -- municipalities city, county, district, administrative_city,
                                             -- designated_city, special_ward, town, village
    block_code VARCHAR,
    megaregion_code VARCHAR,
    capital_area BOOLEAN NOT NULL,
    seat_{language} VARCHAR,
    area_km2 DOUBLE,
    latitude DOUBLE, longitude DOUBLE,       -- a point inside the region, for labels
    valid_from DATE, valid_to DATE,          -- NULL: before the series begin / still in force
    predecessors VARCHAR,                    -- region codes joined by ';'
    national_code VARCHAR,                   -- JIS X 0401 or 행정표준코드 now in use
    former_national_codes VARCHAR,
    former_names VARCHAR,                    -- every former name, joined by ';' (for the search)
    hanja VARCHAR,                           -- of a Korean municipality: its name in Han letters as in official use
    reading VARCHAR,                         -- of a municipality, in kana
    tile_row INTEGER, tile_column INTEGER
);

-- What changed about a region and when: shown as a note where the years on screen cross the date.
CREATE TABLE region_change (
    region_code VARCHAR NOT NULL,
    date DATE NOT NULL,
    kind VARCHAR NOT NULL,                   -- founded, split, territory, renamed, merged
    related VARCHAR,                         -- other region codes joined by ';'
    text_{language} VARCHAR NOT NULL
);

-- Which regions lie in the area of a bureau of METI: counts published for a bureau are of all of them.
CREATE TABLE bureau (
    bureau_code VARCHAR NOT NULL,            -- METI-…, as in `designation`
    name_{language} VARCHAR NOT NULL,
    region_code VARCHAR PRIMARY KEY
);

-- Ready-made selections.
CREATE TABLE region_set (
    set_id VARCHAR NOT NULL,
    set_position INTEGER NOT NULL,
    name_{language} VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (set_id, region_code)
);

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    topic VARCHAR NOT NULL,
    position INTEGER NOT NULL,               -- order within the catalogue
    name_{language} VARCHAR NOT NULL,
    in_sentence_{language} VARCHAR NOT NULL, -- the name inside a sentence: in English without its capital
    unit_{language} VARCHAR NOT NULL,
    unit_code VARCHAR NOT NULL,
    definition_{language} VARCHAR NOT NULL,
    decimals INTEGER NOT NULL,
    direction VARCHAR NOT NULL,              -- is a higher value better, worse or neutral
    kind VARCHAR NOT NULL,                   -- level, share, rate, index, flow, currency
    scope VARCHAR NOT NULL,                  -- regional or national
    comparability VARCHAR NOT NULL,
    comparability_{language} VARCHAR NOT NULL,
    caution_{language} VARCHAR,
    headline BOOLEAN NOT NULL,
    default_year INTEGER NOT NULL,
    year_rule VARCHAR NOT NULL,              -- common, latest_each, single
    chart VARCHAR NOT NULL,                  -- map, line, bar
    currencies VARCHAR,                      -- 'national;usd;ppp' for money, else NULL
    counted BOOLEAN NOT NULL,                -- depends on the size of a region or nation
    per_head BOOLEAN NOT NULL,               -- a figure for each person means something
    own_base BOOLEAN NOT NULL,               -- relative to the own country's total or to a base year
    own_nation BOOLEAN NOT NULL,             -- a share of the own nation, or relative to its figure
    stage BOOLEAN NOT NULL,                  -- an equal value is an equal stage
    spread VARCHAR NOT NULL,                 -- amount: also relative to the mean (CV); share: own unit alone; none
    offered BOOLEAN NOT NULL,                -- in the lists to choose from: not where there are single figures only
    rankable BOOLEAN NOT NULL,
    unranked_{language} VARCHAR,             -- why its regions have no ranks
    reading_{language} VARCHAR,              -- what a low or a high value means
    profile BOOLEAN NOT NULL,                -- among the headline figures of a region
    claim VARCHAR, claim_below DOUBLE,       -- regions below the level are counted by the sentence claim.<claim>
    levels VARCHAR NOT NULL,                 -- with figures: region, municipality, joined by ';'
    municipal_default_year INTEGER,          -- what holds of municipalities instead of the columns of that name
    municipal_decimals INTEGER,
    municipal_class_limits VARCHAR,          -- inner limits of the classes of its maps, joined by ';'
    municipal_comparability VARCHAR,
    municipal_comparability_{language} VARCHAR,
    municipal_caution_{language} VARCHAR
);

-- The words in which people ask: synonyms of indicators, further names of places, and what else questions are made of.
CREATE TABLE question_term (
    kind VARCHAR NOT NULL,                   -- indicator, place, suffix, intent, years, era, number, particle, connective,
                                             -- opposed, skipped, filler, ordinary, spelling
    code VARCHAR NOT NULL,                   -- of what the term means: an id, place codes joined by ';', an intent, a year
    language VARCHAR,                        -- NULL: of any
    term VARCHAR NOT NULL
);

CREATE TABLE indicator_country (
    indicator_id VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    level VARCHAR NOT NULL,                  -- region (with the nation) or municipality
    formula VARCHAR NOT NULL,
    inputs VARCHAR NOT NULL,                 -- 'dataset/indicator' of every input, joined by ';'
    default_year INTEGER NOT NULL,
    first_year INTEGER NOT NULL, last_year INTEGER NOT NULL,
    n_years INTEGER NOT NULL,
    n_regions INTEGER NOT NULL,              -- or municipalities
    n_regions_last_year INTEGER NOT NULL,
    last_full_year INTEGER,
    national_row BOOLEAN NOT NULL,
    national_sum BOOLEAN NOT NULL,           -- the nation is the sum of regional accounts, not its own account
    population_basis VARCHAR,                -- whom it, or its denominator, counts; NULL where that is not declared
    population_basis_name_{language} VARCHAR,
    PRIMARY KEY (indicator_id, country, level)
);

CREATE TABLE indicator_source (
    indicator_id VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, country, source_id, level)
);

-- What the values of an indicator stand for that are classes, not amounts.
CREATE TABLE indicator_class (
    indicator_id VARCHAR NOT NULL,
    value INTEGER NOT NULL,
    class_code VARCHAR NOT NULL,
    name_{language} VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, value)
);

-- How figures of several regions make one figure for a block or a mega-region. An indicator that is not named here is
-- neither added up nor averaged.
CREATE TABLE aggregation (
    indicator_id VARCHAR PRIMARY KEY,
    method VARCHAR NOT NULL,                 -- sum, weighted, implied, shared, ratio, change, base, refused
    weight VARCHAR,                          -- indicator: sum(figure * weight) / sum(weight)
    numerator VARCHAR, denominator VARCHAR,  -- indicators of implied, shared and ratio
    factor DOUBLE,                           -- of the ratio
    summed VARCHAR,                          -- indicator of change and base
    base_year INTEGER,
    reason VARCHAR                           -- refused: needs_age_detail, weights_not_held, partial_coverage
);

-- When the figures after the newest ones are due, by the release calendars of the publishers. Without a calendar
-- that is known, all but the newest year is NULL.
CREATE TABLE indicator_release (
    indicator_id VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    newest_year INTEGER NOT NULL,
    next_year INTEGER,                       -- the figures awaited
    due_from DATE,                             -- from this day on they should be out: their month of release is over
    lag INTEGER,                             -- months from the end of a year to its release
    basis VARCHAR,                           -- how that is known: announced, last_release, usual
    dataset VARCHAR,                         -- the one awaited longest
    command VARCHAR,                         -- what brings it; NULL: entered by hand
    PRIMARY KEY (indicator_id, country)
);

-- Units of money by currency variant and country (national: KRW for KR, JPY for JP).
CREATE TABLE currency_unit (
    indicator_id VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,               -- national, usd, ppp
    country VARCHAR NOT NULL,
    unit_{language} VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, currency, country)
);

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE,                            -- NULL where the publisher gives a mark
    status VARCHAR NOT NULL,                 -- actual, provisional, projection
    mark VARCHAR,                            -- beside a value of a municipality: small_count (few live there),
                                             -- evacuated (registered, not resident), joined by ';'
    source_id VARCHAR NOT NULL,              -- the main source; all of them in indicator_source
    PRIMARY KEY (indicator_id, region_code, year, status)
);

-- In which years an indicator has figures, counted when the database is built: reading all observations for it takes long.
CREATE TABLE indicator_year (
    indicator_id VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    regions INTEGER NOT NULL,                -- that have a figure; of an indicator of the nations alone: 1
    PRIMARY KEY (indicator_id, country, year)
);

-- Money observations in US dollars at market rates and in PPP international dollars.
CREATE TABLE observation_converted (
    indicator_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    currency VARCHAR NOT NULL,               -- usd, ppp
    value DOUBLE,
    status VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,              -- of the conversion rate
    PRIMARY KEY (indicator_id, region_code, year, currency, status)
);

CREATE TABLE conversion_rate (
    country VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    kind VARCHAR NOT NULL,                   -- exchange_rate_annual_average, ppp_gdp
    value DOUBLE NOT NULL,                   -- national currency per US or international dollar
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (country, year, kind)
);

CREATE TABLE warning (
    indicator_id VARCHAR NOT NULL,
    country VARCHAR,                         -- NULL: both
    code VARCHAR NOT NULL,                   -- the fixed vocabulary
    year_from INTEGER, year_to INTEGER,      -- NULL: all years; a break at y has year_from = year_to = y
    text_{language} VARCHAR NOT NULL,
    level VARCHAR NOT NULL                   -- whose figures it is about: region or municipality
);

CREATE TABLE source (
    source_id VARCHAR PRIMARY KEY,
    publisher_{language} VARCHAR NOT NULL,
    title VARCHAR NOT NULL,                  -- as published
    title_{language} VARCHAR NOT NULL,
    language VARCHAR NOT NULL,               -- of the publication: title_<language> is the original
    url VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    attribution VARCHAR NOT NULL,
    attribution_{language} VARCHAR NOT NULL,
    definition VARCHAR,
    coverage VARCHAR,
    breaks VARCHAR,
    obtained VARCHAR NOT NULL,               -- how the figures were obtained
    retrieved_on DATE NOT NULL,
    sha256 VARCHAR NOT NULL,                 -- of the snapshot file
    dataset VARCHAR NOT NULL                 -- data/snapshots/<dataset>.csv
);

CREATE TABLE population_by_age (
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    sex VARCHAR NOT NULL,                    -- female, male
    age_from INTEGER NOT NULL,
    age_to INTEGER,                          -- NULL: and over
    value DOUBLE NOT NULL,
    status VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,                  -- never mixed within one region and year
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (region_code, year, sex, age_from, basis)
);

CREATE TABLE migration_flow (
    origin VARCHAR NOT NULL,
    destination VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    persons DOUBLE NOT NULL,
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (origin, destination, year)
);

-- Net migration by age band, where published (Korea; single years and multi-year means).
CREATE TABLE migration_by_age (
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,                   -- last year of the period
    period VARCHAR NOT NULL,                 -- '2024' or '2016-2025'
    age_group VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL
);

CREATE TABLE programme (
    programme_id VARCHAR PRIMARY KEY,
    country VARCHAR NOT NULL,
    authority VARCHAR,
    name_{language} VARCHAR NOT NULL,
    start_year INTEGER, last_round_year INTEGER, total_designated INTEGER,
    note_en VARCHAR,
    source_id VARCHAR NOT NULL
);

CREATE TABLE designation (
    programme_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,            -- a region, a nation, or a METI bureau (METI-…)
    region_name VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,              -- what was counted
    round VARCHAR,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    as_of VARCHAR,                           -- date as published, may be a month
    basis VARCHAR,                           -- published, derived by subtraction, …
    basis_{translation} VARCHAR,
    note VARCHAR,
    note_{translation} VARCHAR,
    source_id VARCHAR NOT NULL
);

-- What the column `indicator` of `designation` counts.
CREATE TABLE designation_indicator (
    indicator VARCHAR PRIMARY KEY,
    name_{language} VARCHAR NOT NULL
);

CREATE TABLE company (
    company_id VARCHAR PRIMARY KEY,          -- stable: programme, region, name
    programme_id VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    region_code VARCHAR,                     -- NULL where the source does not place the company
    municipality VARCHAR,                    -- as published
    municipality_code VARCHAR,
    name VARCHAR NOT NULL, name_en VARCHAR,
    industry VARCHAR,
    round_year INTEGER,
    corporate_number VARCHAR,
    url VARCHAR,
    source_id VARCHAR NOT NULL
);

-- What gBizINFO says of companies of the table `company`, now: not when they were designated.
CREATE TABLE company_detail (
    corporate_number VARCHAR PRIMARY KEY,    -- 13 digits, as in `company`
    name VARCHAR NOT NULL,                   -- as registered
    location VARCHAR,                        -- head office
    employees BIGINT,
    capital_stock_yen BIGINT,
    established_on DATE,
    founding_year INTEGER,
    closed_on DATE,                          -- NULL: the register does not say that it was closed
    updated_on DATE,                         -- by gBizINFO
    retrieved_on DATE NOT NULL,
    source_id VARCHAR NOT NULL
);

-- Certifications and notifications of these companies by ministries, as gBizINFO lists them. They do not decide
-- which companies are in the table `company`.
CREATE TABLE company_certification (
    corporate_number VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    approved_on DATE,
    department VARCHAR,                      -- ministry or agency
    category VARCHAR,
    target VARCHAR,
    retrieved_on DATE NOT NULL,
    source_id VARCHAR NOT NULL
);

CREATE TABLE tie (
    tie_id VARCHAR PRIMARY KEY,
    kr_region_code VARCHAR NOT NULL, kr_local_government VARCHAR NOT NULL,
    jp_region_code VARCHAR,                  -- NULL where the source does not say which of several towns
    jp_local_government VARCHAR NOT NULL,
    kr_municipality_code VARCHAR,            -- NULL for a province, and where the lists leave open which it is
    jp_municipality_code VARCHAR,
    tie_type VARCHAR NOT NULL,               -- sister, friendship, other
    agreed_date VARCHAR,                     -- as published: year, month or day
    level VARCHAR NOT NULL,                  -- province, municipality, mixed
    note VARCHAR,
    note_{translation} VARCHAR,
    url VARCHAR,
    source_id VARCHAR NOT NULL
);

CREATE TABLE exchange_event (
    event_id VARCHAR PRIMARY KEY,
    date VARCHAR NOT NULL,                   -- as published: year, month or day
    series VARCHAR, edition INTEGER,
    place_name VARCHAR, country VARCHAR, region_code VARCHAR,
    municipality_code VARCHAR,               -- missing where the place is a region, or no municipality of it
    title_{language} VARCHAR NOT NULL,
    organiser VARCHAR,
    participants INTEGER, participants_kr INTEGER, participants_jp INTEGER,
    note VARCHAR,
    note_{translation} VARCHAR,
    source_id VARCHAR NOT NULL
);

CREATE TABLE policy_milestone (
    milestone_id VARCHAR PRIMARY KEY,
    date VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    region_code VARCHAR,                     -- of a figure: a region, a nation, or a METI bureau
    indicator VARCHAR,                       -- of a figure: what was counted
    kind VARCHAR NOT NULL,                   -- timeline, measure, act_figure, federation_figure, breakdown,
                                             -- tie_total
    title_{language} VARCHAR NOT NULL,
    figure DOUBLE, unit VARCHAR,
    note VARCHAR,
    note_{translation} VARCHAR,
    source_id VARCHAR NOT NULL
);

-- Schemes side by side: what the sources say of purpose, who chooses, criteria and support.
CREATE TABLE programme_aspect (
    programme_id VARCHAR NOT NULL,
    aspect VARCHAR NOT NULL,                 -- purpose, chooser, criteria, support, note; reading is our own
    text_{language} VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (programme_id, aspect)
);

-- Municipalities that Korea designated as depopulation areas.
CREATE TABLE depopulation_area (
    region_code VARCHAR NOT NULL,            -- province at the designation
    municipality VARCHAR NOT NULL,
    municipality_code VARCHAR,
    current_region_code VARCHAR NOT NULL,    -- province now
    note VARCHAR,
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (region_code, municipality)
);

-- Municipalities of both countries that are designated because their population declines.
CREATE TABLE municipal_designation (
    region_code VARCHAR PRIMARY KEY,
    designation VARCHAR NOT NULL,            -- a class of the indicator designated_depopulation_area
    since VARCHAR,                           -- day of Korea's designation, day of Japan's list; missing where not given
    source_id VARCHAR NOT NULL
);

-- Figures of policy instruments beyond the indicators: hometown tax by kind of local government, counts of
-- municipalities at risk or depopulated.
CREATE TABLE policy_figure (
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL
);

-- What makes two regions, or two municipalities, similar, by theme.
CREATE TABLE peer_theme (
    theme VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,                  -- region, municipality: of which places it is
    position INTEGER NOT NULL,
    least_weight DOUBLE NOT NULL             -- share of the weight that both regions must have figures for
);

CREATE TABLE peer_weight (
    theme VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    indicator_id VARCHAR NOT NULL,
    weight DOUBLE NOT NULL,                  -- those of a theme sum to 1
    measure VARCHAR NOT NULL,                -- standard, or log: logarithm first
    PRIMARY KEY (theme, indicator_id)
);

-- The findings of the gallery; each is computed from the figures by its rule.
CREATE TABLE finding (
    finding_id VARCHAR PRIMARY KEY,          -- its sentence is the message finding.<id>
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    indicators VARCHAR,                      -- joined by ';'; NULL where it rests on none
    page VARCHAR NOT NULL, mode VARCHAR, shown_as VARCHAR,
    chart VARCHAR NOT NULL,                  -- lines, points, bars, pairs
    options VARCHAR NOT NULL                 -- JSON: what the rule is told beside the indicators
);

-- The maps: outlines on one flat panel a country, in whole units.
CREATE TABLE map_panel (
    country VARCHAR PRIMARY KEY,
    width DOUBLE NOT NULL, height DOUBLE NOT NULL,
    inset_left DOUBLE NOT NULL, inset_bottom DOUBLE NOT NULL, -- the frame round far islands
    inset_right DOUBLE NOT NULL, inset_top DOUBLE NOT NULL
);

CREATE TABLE outline (
    region_code VARCHAR PRIMARY KEY,
    drawing_order INTEGER NOT NULL,          -- from large to small
    x SMALLINT[] NOT NULL, y SMALLINT[] NOT NULL, -- ring after ring, NULL between two
    label_x DOUBLE NOT NULL, label_y DOUBLE NOT NULL, -- inside the largest part, farthest from any border
    hit_radius DOUBLE NOT NULL               -- of the mark round it that takes clicks
);

-- Municipalities: one map a province or prefecture, all of one scale, and one a nation.
CREATE TABLE municipal_panel (
    panel_code VARCHAR PRIMARY KEY,          -- of the province, prefecture or nation
    "left" DOUBLE NOT NULL, bottom DOUBLE NOT NULL, -- what the axes must show
    "right" DOUBLE NOT NULL, top DOUBLE NOT NULL,
    inset_left DOUBLE NOT NULL, inset_bottom DOUBLE NOT NULL, -- of a nation; 0 where there is none
    inset_right DOUBLE NOT NULL, inset_top DOUBLE NOT NULL,
    beyond VARCHAR                           -- municipalities that lie outside, on far islands, joined by ';'
);

CREATE TABLE municipal_outline (
    panel_code VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    drawing_order INTEGER NOT NULL,          -- as in `outline`, like all that follows
    x SMALLINT[] NOT NULL, y SMALLINT[] NOT NULL,
    label_x DOUBLE NOT NULL, label_y DOUBLE NOT NULL,
    hit_radius DOUBLE NOT NULL,
    PRIMARY KEY (panel_code, region_code)
);

-- What the publishers of the outlines require to be said wherever a map is shown, printed or exported.
CREATE TABLE boundary_credit (
    country VARCHAR PRIMARY KEY,
    publisher_{language} VARCHAR NOT NULL,
    title_{language} VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    licence VARCHAR NOT NULL, licence_url VARCHAR NOT NULL,
    vintage VARCHAR NOT NULL,                -- day or year the outlines are of
    obtained VARCHAR NOT NULL,
    attribution_{language} VARCHAR NOT NULL
);

CREATE TABLE boundary_note (
    note VARCHAR PRIMARY KEY,                -- processing, not_drawn, neutrality; municipal_processing,
                                             -- municipal_not_drawn
    text_{language} VARCHAR NOT NULL
);

CREATE TABLE build (
    build_id VARCHAR PRIMARY KEY,
    built_at TIMESTAMP NOT NULL,             -- UTC
    code_version VARCHAR NOT NULL,
    row_counts VARCHAR NOT NULL,             -- JSON: rows per table
    checks_passed INTEGER NOT NULL
);
