"""An archive on a Dask cluster.

It gives the claims that one process finds, once each, also where a worker dies.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from threading import Thread

import pandas
import pytest

from claims.cluster import Job, extract_part, plan
from claims.errors import ClaimbookError
from claims.frames import arrow_schema, extract_frame, extract_frames, spark_schema
from claims.ledger.identity import document_id
from claims.text.documents import read_all
from tests.conftest import ROOT, Run

TEXTS = [path.read_text("utf-8")[:1200] for path in sorted((ROOT / "tests/articles").glob("*.txt"))]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One file of lines in several parts, one of them broken, and one of Parquet.

    The Parquet has two row groups.
    """
    monkeypatch.setattr("claims.cluster._PART_BYTES", 8_000)
    rows = [
        {"id": at, "title": f"Story {at}", "text": f"{TEXTS[at % len(TEXTS)]}\n\nNo. {at}."}
        for at in range(24)
    ]
    lines = [json.dumps(row) for row in rows[:16]]
    lines[5:5] = ["{broken", ""]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    pandas.DataFrame(rows[16:]).to_parquet(tmp_path / "b.parquet", row_group_size=4)
    return [str(tmp_path / "a.jsonl"), str(tmp_path / "b.parquet")]


def alone(sources: list[str]) -> pandas.DataFrame:
    """Extract in this process."""
    documents = [found for found in read_all(sources) if not isinstance(found, Exception)]
    known = [(one.text, one.title, one.published, one.url, document_id(one)) for one in documents]
    return extract_frame(
        pandas.DataFrame(known, columns=["text", "title", "published", "url", "document_id"])
    )


def written(out: Path) -> pandas.DataFrame:
    paths = sorted(out.glob("part-*.parquet"))
    whole = pandas.concat([pandas.read_parquet(path) for path in paths], ignore_index=True)
    return whole.sort_values(["document_id", "start"], ignore_index=True)


def test_parts_cover_the_sources_once(sources: list[str]):
    parts = plan(sources)
    assert len(parts) > 4
    lines = [part for part in parts if part.end]
    assert [part.start for part in lines] == [0, *(part.end for part in lines[:-1])]
    assert lines[-1].end == Path(sources[0]).stat().st_size
    assert [(part.start, part.first) for part in parts if not part.end] == [(0, 1), (1, 5)]
    assert [part.number for part in parts] == list(range(len(parts)))


def test_a_part_is_the_same_file_however_often_it_is_written(sources: list[str], tmp_path: Path):
    out = tmp_path / "out"
    job = Job(sources, str(out))
    refused: list[str] = []
    for part in [*job.parts, *job.parts[:2]]:
        refused += extract_part(part, str(out)).reasons
        before = (out / part.file).read_bytes()
        extract_part(part, str(out))
        assert (out / part.file).read_bytes() == before
    assert refused[0].startswith(f"{sources[0]}:6: is not JSON")
    expected = alone(sources).sort_values(["document_id", "start"], ignore_index=True)
    assert written(out)["claim_id"].tolist() == expected["claim_id"].tolist()
    assert written(out)["value"].tolist() == expected["value"].astype("float64").tolist()


def test_a_job_is_gone_on_with_only_with_the_same_sources(sources: list[str], tmp_path: Path):
    out = tmp_path / "out"
    job = Job(sources, str(out))
    extract_part(job.parts[1], str(out))
    with pytest.raises(ClaimbookError, match="not empty"):
        Job(sources, str(out))
    assert Job(sources, str(out), resume=True).waiting == [job.parts[0], *job.parts[2:]]
    with pytest.raises(ClaimbookError, match="other sources"):
        Job(sources[:1], str(out), resume=True)
    with pytest.raises(ClaimbookError, match="neither Parquet nor JSON Lines"):
        Job([__file__], str(tmp_path / "other"))


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_loses_and_doubles_nothing(sources: list[str], tmp_path: Path):
    distributed = pytest.importorskip("distributed")
    out = tmp_path / "out"
    job = Job(sources, str(out))
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here,
        distributed.Client(here) as client,
    ):
        pids = list(client.run(os.getpid).values())
        finished = []

        def kill_one() -> None:
            until = time.monotonic() + 60
            while not list(out.glob("part-*")) and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(pids[0], signal.SIGKILL)

        killer = Thread(target=kill_one)
        killer.start()
        finished = list(job.run(client))
        killer.join()
        assert pids[0] not in client.run(os.getpid).values()
    assert sorted(done.part.number for done in finished) == [part.number for part in job.parts]
    expected = alone(sources).sort_values(["document_id", "start"], ignore_index=True)
    assert written(out)["claim_id"].tolist() == expected["claim_id"].tolist()
    assert sum(done.claims for done in finished) == len(expected)
    assert sum(done.refused for done in finished) == 1


def test_the_command_starts_a_cluster_and_says_what_was_refused(
    sources: list[str], tmp_path: Path, run: Run
):
    done = run("extract", *sources, "--engine", "dask", "--out", "out")
    assert done.returncode == 2, done.stderr
    assert "a.jsonl:6: is not JSON" in done.stderr
    assert f"{len(alone(sources))} claims of 24 documents in out; 1 refused" in done.stderr
    assert run("extract", *sources, "--engine", "dask").returncode == 2
    again = run("extract", *sources, "--engine", "dask", "--out", "out")
    assert "not empty" in again.stderr


def test_the_schemas_are_those_of_the_frame():
    import pyarrow

    for texts in (["They took 27 towns."], []):
        frame = extract_frame(pandas.DataFrame({"text": texts}, dtype="str"))
        table = pyarrow.Table.from_pandas(frame, arrow_schema(), preserve_index=False)
        assert table.schema.names == list(frame.columns)
    assert [name.split(" ")[0].strip("`") for name in spark_schema().split(", ")] == list(
        frame.columns
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_maps_the_same_function(monkeypatch: pytest.MonkeyPatch):
    sql = pytest.importorskip("pyspark.sql")
    # its workers are processes of their own: of this Python, with what this one can import
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, sys.path)]))
    spark = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    try:
        frame = spark.createDataFrame(
            pandas.DataFrame({"text": ["They took 27 towns.", "Nothing."]})
        )
        [row] = frame.mapInPandas(extract_frames, spark_schema()).collect()
        assert (row.surface, row.value) == ("27 towns", 27.0)
    finally:
        spark.stop()
