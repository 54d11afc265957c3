from exchange.nouns.client import Clients
from exchange.nouns.column import Column
from exchange.nouns.contract import Contracts
from exchange.nouns.department import Departments
from exchange.nouns.noun import FORBIDDEN, IGNORED, Noun
from exchange.nouns.person import People
from exchange.nouns.problems import Problem, leaves_out, words_of
from exchange.nouns.product import Products
from exchange.nouns.site import Sites

NOUNS: dict[str, Noun] = {
    noun.key: noun for noun in (Clients(), People(), Departments(), Products(), Sites(), Contracts())
}

__all__ = ["FORBIDDEN", "IGNORED", "NOUNS", "Column", "Noun", "Problem", "leaves_out", "words_of"]
