"""How the kernels are compiled: once for a machine, kept beside the package, and without holding the interpreter's lock.

A kernel is a function over numbers and numpy arrays. Importing numba takes half a second, so only modules of kernels import this
one, and whoever uses them imports them inside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

Given = ParamSpec("Given")
Made = TypeVar("Made")


def kernel(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Compile for one thread."""
    return cast("Callable[Given, Made]", numba.njit(cache=True, nogil=True)(function))


def parallel(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Compile for all cores: `numba.prange` shares out its rounds."""
    return cast("Callable[Given, Made]", numba.njit(cache=True, nogil=True, parallel=True)(function))
