from pathlib import Path

from tests.databases import Cluster
from tests.failures.house import Plot, house
from tests.failures.processes import Nursery, connector, until

TICKS = 6  # of which each would have reported every task


def test_a_program_says_once_that_its_database_is_away_and_once_that_it_is_back(
    cluster: Cluster, loaded: Nursery, tmp_path: Path
) -> None:
    with cluster.empty() as url:
        plot = Plot(tmp_path, url, loaded)
        with connector(plot.folder) as line, house(plot, line, people=2) as home:
            program = home.start()
            home.all_started()
            cluster.stop()
            until(lambda: "database-away" in program.words(), "it is noticed", program.words)
            line.be_quiet(TICKS * 0.5)
            cluster.start()
            until(lambda: "database-back" in program.words(), "it is back", program.words)
            said = [one for one in program.words().splitlines() if "line" in one or "round" in one]

    assert [word for one in said for word in ("database-away", "database-back") if word in one] == [
        "database-away",
        "database-back",
    ]
    assert len(said) == 2, said
