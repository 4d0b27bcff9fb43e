"""The tables of docs/effect.md, from the accuracies of all runs."""

from pathlib import Path
from statistics import mean, median, stdev

NAMES = {"cnn": "Small residual network", "vit": "Small vision transformer"}


def write(path: Path, results: dict[str, list[dict]]) -> None:
    """Replaces what lies between the marks of each setting that has results."""
    text = path.read_text()
    for setting, runs in results.items():
        begin, end = f"<!-- {setting} -->", f"<!-- end of {setting} -->"
        if runs and begin in text:
            before, rest = text.split(begin)
            text = (
                before
                + begin
                + "\n"
                + "\n".join(table_lines(runs))
                + "\n"
                + end
                + rest.split(end)[1]
            )
    path.write_text(text)


def table_lines(runs: list[dict]) -> list[str]:
    lines = []
    for network in NAMES:
        of_network = [run for run in runs if run["network"] == network]
        if of_network:
            lines += [
                "",
                f"{NAMES[network]} ({told_machine(of_network)}):",
                "",
                *rows_of(of_network),
                "",
            ]
    return lines


def rows_of(runs: list[dict]) -> list[str]:
    counts = list(runs[0]["accuracy"])
    sources = list(dict.fromkeys(run["source"] for run in runs))
    sources.sort(key=lambda source: source != "none")
    heads = ["pre-training", *(f"{count} a class" for count in counts), "seeds", "s a run"]
    lines = [
        f"| {' | '.join(heads)} |",
        "|".join(["", " --- ", *(" ---: " for _ in heads[1:]), ""]),
    ]
    for source in sources:
        of_source = {run["seed"]: run for run in runs if run["source"] == source}
        cells = [cell(of_source, runs, count) for count in counts]
        seconds = median(run["seconds"] for run in of_source.values())
        name = source if source == "none" else f"`{source}`"
        lines.append(f"| {name} | {' | '.join(cells)} | {len(of_source)} | {seconds:.0f} |")
    return lines


def cell(of_source: dict[int, dict], runs: list[dict], count: str) -> str:
    """Per cent ± deviation over seeds, and how much above no pre-training with the same seeds."""
    values = [100 * run["accuracy"][count] for run in of_source.values()]
    text = f"{mean(values):.1f}"
    if len(values) > 1:
        text += f" ± {stdev(values):.1f}"
    bare = {run["seed"]: run for run in runs if run["source"] == "none"}
    gains = [
        100 * (run["accuracy"][count] - bare[seed]["accuracy"][count])
        for seed, run in of_source.items()
        if seed in bare and run["source"] != "none"
    ]
    if len(gains) > 1:
        text += f" ({mean(gains):+.1f} ± {stdev(gains):.1f})"
    return text


def told_machine(runs: list[dict]) -> str:
    return "; ".join(dict.fromkeys(run["machine"] for run in runs))
