"""One vocabulary of rows for tests and demo. Each factory makes a row that the product itself could have made."""

import factory

from core.names import initials_of, reading_of, sort_key, surname_of
from crm import models


class IndustryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Industry

    name_en = factory.Sequence(lambda n: f"Trade {n}")
    name_zh = factory.Sequence(lambda n: f"行业{n}")


class ClientFactory(factory.django.DjangoModelFactory):
    """A client. Give `owner`; the team follows."""

    class Meta:
        model = models.Client

    name = factory.Sequence(lambda n: f"华兴物流有限公司{n}")
    other_name = factory.Sequence(lambda n: f"Huaxing Logistics {n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))
    team = factory.LazyAttribute(lambda row: row.owner.team)


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Department

    name = factory.Sequence(lambda n: f"IT {n}")
    function = models.DepartmentFunction.USING


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"王工{n}")
    surname = factory.LazyAttribute(lambda row: surname_of(row.name))
    reading = factory.LazyAttribute(lambda row: reading_of(row.name, row.surname))
    initials = factory.LazyAttribute(lambda row: initials_of(row.reading))
    sort_key = factory.LazyAttribute(lambda row: row.reading or sort_key(row.position))
    level = models.PersonLevel.MANAGEMENT


class CompetitorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Competitor

    name = factory.Sequence(lambda n: f"联讯通信{n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class CompetitorPresenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CompetitorPresence

    product = "Fleet SIM"
