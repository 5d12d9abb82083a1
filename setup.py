"""The compiled closed forms: built where there is a C compiler, left out where there is none."""

from setuptools import Extension, setup

FLAGS = [
    "-O3",
    "-g0",
    "-ffp-contract=off",
    "-fno-trapping-math",
    "-fno-math-errno",
    "-fno-signed-zeros",
]
FOLDER = "derivecheck/library/native"


def extensions() -> list[Extension]:
    """The extension; none where NumPy's headers are missing."""
    try:
        import numpy
    except ImportError:
        return []
    headers = [
        f"{FOLDER}/{name}.h"
        for name in ("exact", "forms", "level", "ops", "quick", "rows", "table", "tile")
    ]
    return [
        Extension(
            "derivecheck.library._native",
            [f"{FOLDER}/module.c"],
            depends=headers,
            include_dirs=[numpy.get_include()],
            extra_compile_args=FLAGS,
            optional=True,
        )
    ]


setup(ext_modules=extensions())
