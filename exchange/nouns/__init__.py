from exchange.nouns.client import Clients
from exchange.nouns.column import Column
from exchange.nouns.department import Departments
from exchange.nouns.noun import FORBIDDEN, IGNORED, Noun
from exchange.nouns.person import People
from exchange.nouns.problems import Problem, words_of
from exchange.nouns.product import Products

NOUNS: dict[str, Noun] = {noun.key: noun for noun in (Clients(), People(), Departments(), Products())}

__all__ = ["FORBIDDEN", "IGNORED", "NOUNS", "Column", "Noun", "Problem", "words_of"]
