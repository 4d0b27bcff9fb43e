"""A dataset whose images are drawn when they are asked for."""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ._configuration import ConfigError, Overrides, Source, resolve
from ._kernel import Kernel, Setup
from ._resources import read_json
from ._search import FoundClasses

if TYPE_CHECKING:
    from typing_extensions import Unpack

Transform = Callable[[Any], Any] | None


class Dataset:
    """The images that ``visualatom generate`` stores, pixel for pixel, each drawn when asked for.

    A map-style dataset for ``torch.utils.data.DataLoader``: it has a length, can be pickled, and
    any number of worker processes and samplers may use it. Images are in the order of classes,
    then of instances: image ``i`` is instance ``i % instances`` of the class with label
    ``i // instances``.

    :param source: name of a preset (``visualatom.presets()``), path of a configuration as JSON or
        of a dataset (its folder or ``dataset.json``), or a mapping with a configuration's fields
    :param transform: called with each image, a uint8 array; what it returns is handed out instead
    :param target_transform: called with each label
    :param overrides: fields to change: ``classes``, ``instances``, ``seed``, ``image_size`` (px),
        ``stored_size`` (px, up to ``image_size``; ``None`` for as large as it is drawn),
        ``resample`` (``"area"`` or ``"lanczos"``), ``redraw_blank`` (bool), ``image``,
        ``renderer``
    :raises ConfigError: where the configuration cannot be used, or its images not drawn here:
        those of exact streams follow one another, and those of renderer ``canvas``, of JPEG and of
        WebP are the canvas library's
    :raises TypeError: of an override of another name
    :raises OSError: where the file cannot be read
    """

    def __init__(
        self,
        source: Source,
        *,
        transform: Transform = None,
        target_transform: Transform = None,
        **overrides: Unpack[Overrides],
    ) -> None:
        #: The complete configuration, as in ``dataset.json``.
        self.config: dict[str, Any] = resolve(source, overrides)
        self.transform = transform
        self.target_transform = target_transform
        _require_drawable(self.config)
        documents = read_json("documents.json")
        self._formulation = documents["formulations"][self.config["formulation"]]
        self._last_attempt = documents["mostRedraws"] if self.config["redrawBlank"] else 0
        self._length = self.config["classes"] * self.config["instances"]
        self._setup = _setup(self.config, self._formulation)
        search = self._formulation.get("search")
        self._found = FoundClasses(self.config, self._setup, search) if search else None
        self._kernels = threading.local()

    @property
    def classes(self) -> int:
        """C, the number of classes; labels are 0 … C − 1."""
        return self.config["classes"]

    @property
    def side(self) -> int:
        """Side of an image as it is handed out, px: ``stored_size``, else ``image_size``."""
        return self.config["output"]["storedSize"] or self.config["imageSize"]

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        """Image and label of a number 0 … len − 1; negative numbers count from the end.

        :returns: a uint8 array of its own, of shape (H, W), 0 black … 255 white, or (H, W, 3) of
            red, green and blue where the dataset is in colour, and an int; or what the transforms
            make of them
        :raises IndexError: where there is no such image
        :raises TypeError: of a slice or anything else that is no integer
        """
        number = _integer(index, "index")
        if not -self._length <= number < self._length:
            raise IndexError(f"index {number} is not one of {-self._length} … {self._length - 1}")
        label, instance = divmod(number % self._length, self.config["instances"])
        image: Any = self._draw(label, instance)
        target: Any = label
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def class_parameters(self, label: int) -> dict[str, Any]:
        """A class's parameters, by the names of ``classes.csv``: lengths in px, counts as ints.

        Of fractals what the search measured, and ``system``: a list of maps, of a map its
        coefficients (6 in the plane, 12 in space) and its probability.

        :param label: 0 … C − 1
        :raises IndexError: where there is no such class
        """
        label = _integer(label, "label")
        if not 0 <= label < self.classes:
            raise IndexError(f"label {label} is not one of 0 … {self.classes - 1}")
        class_index = self.config["startClass"] + label
        if self._found is not None:
            return _fractal_parameters(self._found.row(class_index), self._formulation["search"])
        numbers = self._kernel().draw_class(class_index)
        columns = self._formulation["columns"]
        return {
            column["name"]: int(number) if column["integer"] else number
            for column, number in zip(columns, numbers, strict=False)
        }

    def find_classes(self) -> None:
        """Searches all classes now; of fractals alone, whose classes are otherwise searched when
        an image of them is asked for.

        FractalDB's come one after the other, 30 ms each: those that are found before worker
        processes start are found once for all of them.

        :raises ConfigError: where too many candidates in a row become none
        """
        if self._found is not None:
            for label in reversed(range(self.classes)):
                self._found.row(self.config["startClass"] + label)

    def __getstate__(self) -> dict[str, Any]:
        # A kernel belongs to its process.
        return {key: value for key, value in self.__dict__.items() if key != "_kernels"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._kernels = threading.local()

    def __repr__(self) -> str:
        config = self.config
        return (
            f"<visualatom.Dataset {config['formulation']}: {config['classes']} classes"
            f" × {config['instances']} instances, {self.side} × {self.side} px>"
        )

    def _draw(self, label: int, instance: int) -> NDArray[np.uint8]:
        kernel = self._kernel()
        class_index = self.config["startClass"] + label
        if self._found is not None:
            kernel.take_class(class_index, self._found.row(class_index))
        draw = self._draw_colours if kernel.is_colour else self._draw_greys
        for attempt in range(self._last_attempt):
            image = draw(kernel, kernel.paint(class_index, instance, attempt), True)
            if image is not None:
                return image
        image = draw(kernel, kernel.paint(class_index, instance, self._last_attempt), False)
        assert image is not None
        return image

    def _draw_greys(
        self, kernel: Kernel, picture: int, unless_blank: bool
    ) -> NDArray[np.uint8] | None:
        side = self.side
        if side != self.config["imageSize"]:
            picture = kernel.reduce(picture, side, self.config["output"]["resample"])
        return (
            None if unless_blank and kernel.is_blank(picture, side) else kernel.copy(picture, side)
        )

    def _draw_colours(
        self, kernel: Kernel, picture: int, unless_blank: bool
    ) -> NDArray[np.uint8] | None:
        size = self.config["imageSize"]
        side = self.side
        image = self._palette()[kernel.copy(picture, size)]
        if side != size:
            # Between two samples of a palette there is nothing: each channel is reduced alone.
            resample = self.config["output"]["resample"]
            channels = [np.ascontiguousarray(image[:, :, channel]) for channel in range(3)]
            reduced = [
                kernel.copy(kernel.reduce(kernel.put(channel), side, resample), side)
                for channel in channels
            ]
            image = np.stack(reduced, axis=2)
        return None if unless_blank and not image.any() else image

    def _palette(self) -> NDArray[np.uint8]:
        return np.array(self._formulation["palette"], np.uint8)

    def _kernel(self) -> Kernel:
        """This thread's; a process forked from this one makes its own."""
        kernel = getattr(self._kernels, "kernel", None)
        if kernel is None or kernel.is_of_another_process():
            kernel = self._kernels.kernel = Kernel(self._setup)
        return kernel


def _setup(config: dict[str, Any], formulation: dict[str, Any]) -> Setup:
    return Setup(
        formulation["kernelNumber"],
        tuple(_numbers(config, formulation["kernelFields"])),
        config["imageSize"],
        config["seed"],
        formulation["background"],
    )


def _fractal_parameters(row: list[float], search: dict[str, Any]) -> dict[str, Any]:
    measured, length = search["measured"], search["mapNumbers"]
    maps = row[len(measured) :]
    system = [maps[at : at + length] for at in range(0, len(maps), length)]
    return {"maps": len(system), **dict(zip(measured, row, strict=False)), "system": system}


def _numbers(config: dict[str, Any], fields: list[dict[str, Any]]) -> list[float]:
    """In the kernel's order: two numbers of a range; what is left out has its default."""
    numbers: list[float] = []
    for field in fields:
        value: Any = config
        for key in field["path"].split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            value = field["default"]
        if "choices" in field:
            value = field["choices"].index(value)
        numbers.extend(value if isinstance(value, list) else [value])
    return numbers


def _integer(value: Any, name: str) -> int:
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"the {name} is {type(value).__name__}; it must be an integer") from None


def _require_drawable(config: dict[str, Any]) -> None:
    image = config["output"]["image"]
    streams = config["streams"]
    problems = []
    if streams is not None:
        message = (
            f"{streams} is not allowed here: an image of an exact stream cannot be drawn without"
            " all before it; store the dataset with `visualatom generate`, or take a preset"
            " without streams"
        )
        problems.append({"field": "streams", "value": streams, "message": message})
    class_table = config["parameters"].get("classTable")
    if class_table is not None:
        message = (
            f'"{class_table}" is not allowed here, where there is no such table; store the dataset'
            " with `visualatom generate`"
        )
        problems.append(
            {"field": "parameters.classTable", "value": class_table, "message": message}
        )
    if config["renderer"] == "canvas":
        message = (
            '"canvas" is not allowed here, where there is no such library; use renderer="lines"'
        )
        problems.append({"field": "renderer", "value": "canvas", "message": message})
    if image != "png":
        message = (
            f'"{image}" is not allowed here: what it loses is the canvas library\'s; use'
            ' image="png", or store the dataset with `visualatom generate`'
        )
        problems.append({"field": "output.image", "value": image, "message": message})
    if problems:
        raise ConfigError(problems)
