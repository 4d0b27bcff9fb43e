"""What translated rules make of an argument, or the error that they end with."""

import json
import sys

from visualatom import _javascript


def outcome(case):
    names = {"js": _javascript}
    try:
        exec(case["program"], names)
        return {"value": names["rule"](case["argument"])}
    except Exception as error:
        return {"error": type(error).__name__}


json.dump([outcome(case) for case in json.load(sys.stdin)], sys.stdout)
