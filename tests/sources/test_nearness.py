"""What is proposed where a header is no schema's."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.config import Config
from statx.errors import StatxError
from statx.options import DataOptions
from statx.registry.catalog import Catalog, shipped
from statx.sources.errors import HeaderBelowError, NoSchemaError, OtherSpellingError
from statx.sources.nearness import compare, nearest
from statx.sources.schemas import named_schema
from statx.sources.targets import settle_one_target

CATALOG = Catalog(shipped("schemas"))
POVERTY = CATALOG.schema("kemiskinan")
HEADER = ",".join(POVERTY.names)
TITLED = (
    "Kode Wilayah,Nama Wilayah,Tahun,Bulan,Daerah,Garis Kemiskinan,Penduduk Miskin,P0,P1,P2,Gini"
)


def refusal(folder: Path, text: str) -> StatxError:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StatxError) as refused:
        settle_one_target(path, DataOptions(), CATALOG, Config())
    return refused.value


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        pytest.param(
            f"{TITLED}\n", OtherSpellingError, f"header so: {HEADER}", id="other spelling"
        ),
        pytest.param(
            f"Tabel 1,,\n,,\n{HEADER}\n", HeaderBelowError, "--header-row 3", id="under a title"
        ),
        pytest.param(
            f"no,{HEADER}\n", NoSchemaError, "not in the schema: no", id="one column more"
        ),
        pytest.param(
            HEADER.replace(",p2", "") + "\n", NoSchemaError, "missing: p2", id="one column less"
        ),
        pytest.param("x,y\n", NoSchemaError, "statx schema list", id="nothing in common"),
    ],
)
def test_the_one_thing_to_do_next_is_said(
    tmp_path: Path, text: str, error: type[StatxError], says: str
) -> None:
    refused = refusal(tmp_path, text)
    assert (type(refused), says in refused.text.say("en")) == (error, True), refused.text.say("en")


def test_a_schema_is_near_by_what_is_shared_of_all_columns() -> None:
    labels = [*POVERTY.names, "no"]
    assert nearest(labels, CATALOG)[0].schema == POVERTY


def test_columns_count_by_their_letters_alone() -> None:
    near = compare(TITLED.split(","), POVERTY)
    assert (near.shared, near.missing, near.extra) == (11, (), ())


@pytest.mark.parametrize(
    "path", sorted((CATALOG.folders[0] / "reference").glob("*.json")), ids=lambda path: path.stem
)
def test_every_code_list_can_be_named(path: Path) -> None:
    schema = named_schema(path.stem, CATALOG)
    assert schema.name == path.stem
