"""What is computed once of a build and kept as long as the build is in use."""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from regions.database.build import Build

P = ParamSpec("P")
T = TypeVar("T")


# What a function has answered of one build, by function; a build holds it and takes it along when it goes.
Memory = dict[Callable[..., Any], Callable[..., Any]]


def per_build(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last `most` answers of a function for each build.

    The function takes the build under the name `build`; its other arguments must be hashable. An answer must
    not hold the build, or it would never be released.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        place = list(signature(function).parameters).index("build")

        def kept(weak: "ref[Build]") -> Callable[..., T]:
            # The answers know the build weakly: a build that nobody uses any more is closed at once.
            @lru_cache(maxsize=most)
            def make(*rest: Any, **more: Any) -> T:
                return function(*rest[:place], weak(), *rest[place:], **more)  # type: ignore[arg-type]

            return make

        @wraps(function)
        def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
            named = dict(kwargs)
            others = list(args)
            build: Build = named.pop("build") if "build" in named else others.pop(place)  # type: ignore[assignment]
            known = build.memory.get(function) or build.memory.setdefault(function, kept(ref(build)))
            answer: T = known(*others, **named)
            return answer

        return remembered

    return decorate
