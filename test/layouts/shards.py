"""Reads tar shards as the WebDataset reader documents it and says what it finds as JSON."""

import hashlib
import json
import re
import sys
import tarfile


def split_name(path):
    """Key and extension: the name is cut at the first dot behind the last slash."""
    match = re.match(r"^((?:.*/|)[^.]+)[.]([^/]*)$", path)
    return match.groups() if match else (None, None)


def samples(fileobj, mode):
    """Neighbouring members of one key are one sample; an extension that comes twice in it is an error."""
    current = None
    with tarfile.open(fileobj=fileobj, mode=mode) as archive:
        for member in archive:
            if not member.isreg():
                continue
            key, extension = split_name(member.name)
            if current is None or key != current["__key__"]:
                if current is not None:
                    yield current
                current = {"__key__": key}
            if extension in current:
                raise ValueError(f"{member.name}: twice in one sample")
            current[extension] = archive.extractfile(member).read()
    if current is not None:
        yield current


if __name__ == "__main__":
    found = []
    for path in sys.argv[1:]:
        # "r|*", as WebDataset opens a pipe: the archive is only ever read forward.
        with open(path, "rb") as file:
            found.append(
                [
                    {
                        "key": sample["__key__"],
                        "fields": sorted(field for field in sample if field != "__key__"),
                        "label": int(sample["cls"]),
                        "sha256": hashlib.sha256(sample["png"]).hexdigest(),
                    }
                    for sample in samples(file, "r|*")
                ]
            )
    print(json.dumps(found))
