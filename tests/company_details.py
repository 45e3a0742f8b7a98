"""SQL that gives a build made-up companies with details, as a refresh from gBizINFO would."""

from tests.etl.registry import ALPHA, BETA, GAMMA, NAMES

CREDIT = "出典：gBizINFO（経済産業省）"
N_CERTIFICATIONS = 13
PROGRAMME, SOURCE = "jp_regional_future_leading_company", "gbizinfo_hojin"


def _insert(table: str, **values: str | int) -> str:
    """Return the SQL of one row; an amount stands as it is, a text in quotes."""
    written = [f"'{value}'" if isinstance(value, str) else str(value) for value in values.values()]
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(written)})"


def _company(number: str, region: str) -> str:
    return _insert(
        "company", company_id=f"made-up:{number}", programme_id=PROGRAMME, country="JP", region_code=region,
        name=NAMES[number], round_year=2017, corporate_number=number, source_id="saga_np_2018",
    )  # fmt: skip


# Of ALPHA much is known, of BETA only that its register was closed, of GAMMA nothing.
STATEMENTS = (
    *(_company(number, region) for number, region in ((ALPHA, "JP-01"), (BETA, "JP-41"), (GAMMA, "JP-41"))),
    _insert(
        "company_detail", corporate_number=ALPHA, name=f"株式会社{NAMES[ALPHA]}", employees=120,
        location="北海道（架空）市１", capital_stock_yen=12_345_678_900, established_on="1961-04-01",
        founding_year=1889, updated_on="2026-10-30", retrieved_on="2026-11-20", source_id=SOURCE,
    ),
    _insert(
        "company_detail", corporate_number=BETA, name=NAMES[BETA], closed_on="2024-03-31",
        retrieved_on="2026-11-25", source_id=SOURCE,
    ),
    *(
        _insert(
            "company_certification", corporate_number=ALPHA, title=f"（架空）認定{count:02d}",
            approved_on=f"20{count:02d}-12-22", department="（架空）省", retrieved_on="2026-11-20",
            source_id=SOURCE,
        )
        for count in range(1, N_CERTIFICATIONS + 1)
    ),
    _insert(
        "source", source_id=SOURCE, publisher_ko="일본", publisher_ja="日本", publisher_en="Japan",
        title="gBizINFO", title_ko="gBizINFO", title_ja="gBizINFO", title_en="gBizINFO",
        language="ja", url="https://info.gbiz.go.jp/", licence="PDL", attribution=CREDIT,
        attribution_ko=f"{CREDIT} 가공", attribution_ja=f"{CREDIT}を加工して作成",
        attribution_en=f"{CREDIT}; processed", obtained="refresh", retrieved_on="2026-11-25",
        sha256="0" * 64, dataset="gbizinfo_companies",
    ),
)  # fmt: skip
