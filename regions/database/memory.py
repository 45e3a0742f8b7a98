"""What is computed once of a build and kept as long as the build is in use."""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from regions.database.build import Build

P = ParamSpec("P")
T = TypeVar("T")


class Memory:
    """The answers kept of one build; they go when the build goes."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._answers: dict[Callable[..., Any], Callable[..., Any]] = {}
        self._lock = Lock()

    def of(self, function: Callable[..., Any], make: Callable[..., Any], most: int) -> Callable[..., Any]:
        """Return what answers for a function: from memory where it can, else by `make`."""
        with self._lock:
            return self._answers.setdefault(function, lru_cache(maxsize=most)(make))


def per_build(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `most` answers of a function for each build.

    The function takes the build under the name `build`; its other arguments must be hashable. An answer must
    not hold the build, or it would never be released.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        place = list(signature(function).parameters).index("build")

        @wraps(function)
        def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
            named = dict(kwargs)
            others = list(args)
            build: Build = named.pop("build") if "build" in named else others.pop(place)  # type: ignore[assignment]
            # The answers know the build weakly: a build that nobody uses any more is closed at once.
            weak = ref(build)

            def make(*rest: Any, **more: Any) -> T:
                return function(*rest[:place], weak(), *rest[place:], **more)  # type: ignore[arg-type]

            answer: T = build.memory.of(function, make, most)(*others, **named)
            return answer

        return remembered

    return decorate
