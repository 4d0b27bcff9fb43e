"""Completes each configuration of a list, or says what is wrong with it."""

import json
import sys

from visualatom._configuration import ConfigError, parse


def answer(document):
    try:
        return {"config": parse(document)}
    except ConfigError as error:
        return {"problems": str(error)}


json.dump([answer(document) for document in json.load(sys.stdin)], sys.stdout)
