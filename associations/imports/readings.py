"""The readings of names (`associations.names`), each made once: a row asks for the same ones often."""

from functools import lru_cache

from associations import names

core_of = lru_cache(maxsize=20_000)(names.core_of)
key = lru_cache(maxsize=20_000)(names.key)
fold = lru_cache(maxsize=20_000)(names.fold)
