"""A register of made-up companies that answers like gBizINFO: no company, number or name of it is real."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stdnum.jp import cn

from tests.etl.replay import Query, Replay, Reply

TOKEN = "token-that-must-not-be-told"
HEADER = "X-hojinInfo-api-token"


def made_up_number(count: int) -> str:
    """Return a number with a check digit that fits; numbers of this range are given to nobody."""
    body = f"9999999999{count:02d}"
    return f"{cn.calc_check_digit(body)}{body}"


ALPHA, BETA, GAMMA, DELTA = (made_up_number(count) for count in range(1, 5))
NAMES = {
    ALPHA: "（架空）アルファ製作所",
    BETA: "（架空）ベータ食品",
    GAMMA: "（架空）ガンマ旅館",
    DELTA: "（架空）デルタ農園",
}


def certification(title: str = "（架空）テスト認定", **fields: Any) -> dict[str, Any]:
    usual = {
        "title": title, "date_of_approval": "2017-12-22", "category": "", "target": "Null",
        "government_departments": "（架空）テスト省", "meta-data": {"source": "0"},
    }  # fmt: skip
    return {**usual, **fields}


def company(number: str, **fields: Any) -> dict[str, Any]:
    """Return a company as answered, with nothing where nothing is known: null, "Null" or no field at all."""
    usual = {
        "corporate_number": number, "name": f"株式会社{NAMES[number]}", "kana": None, "name_en": "Null",
        "postal_code": "0000000", "location": "北海道（架空）市一番町１−１", "status": "-",
        "capital_stock": 98000000, "employee_number": 120, "date_of_establishment": "1961-04-01",
        "founding_year": 1955, "industry": ["Null"], "close_date": None, "update_date": "2026-10-30",
    }  # fmt: skip
    return {**usual, **fields}


@dataclass
class Registry:
    """What the service holds; change it to have it answer otherwise.

    Attributes:
        companies: By number what `/v2/hojin/{number}` says of it; without an entry it answers 404.
        certifications: By number the certifications (whatever is put there, null included).
    """

    companies: dict[str, dict[str, Any]] = field(default_factory=dict)
    certifications: dict[str, Any] = field(default_factory=dict)

    def serve(self, replay: Replay, prefix: str, numbers: Mapping[str, str] | None = None) -> None:
        """Answer below a prefix for every number of the list."""
        for number in numbers or NAMES:
            self._serve_company(replay, f"{prefix}/v2/hojin/{number}", number)

    def _serve_company(self, replay: Replay, path: str, number: str) -> None:
        replay.routes[path] = lambda _: self._company(number)
        replay.routes[f"{path}/certification"] = lambda _: self._certified(number)

    def _company(self, number: str) -> Reply:
        if number not in self.companies:
            return not_found()
        return envelope([self.companies[number]])

    def _certified(self, number: str) -> Reply:
        held = self.certifications.get(number, [])
        known = self.companies.get(number, {"corporate_number": number})
        return envelope([{**known, "certification": held}])


def envelope(infos: Any, message: str = "200 - OK.") -> Reply:
    body = json.dumps({"hojin-infos": infos, "id": None, "message": message}, ensure_ascii=False)
    return Reply(body.encode())


def not_found(_: Query | None = None) -> Reply:
    body = json.dumps({"hojin-infos": None, "id": None, "message": "404 - Not Found."})
    return Reply(body.encode(), status=404)


def unauthorized(_: Query | None = None) -> Reply:
    return Reply(b'{"message":"Unauthorized"}', status=401)


def bad_request(_: Query | None = None) -> Reply:
    body = {"errors": [{"item": "corporate_number", "message": "法人番号の形式が不正です。"}],
            "id": "err-400-001", "message": "Bad Request"}  # fmt: skip
    return Reply(json.dumps(body, ensure_ascii=False).encode(), status=400)
