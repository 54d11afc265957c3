"""One vocabulary of rows for tests and demo. Each factory makes a row that the product itself could have made."""

import factory

from core.names import initials_of, reading_of, sort_key, surname_of
from crm import models
from crm.facts import noun_of, said_of
from crm.models.also import refresh_also
from crm.models.contact_way import key_of
from crm.models.person_photo import photo_key


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


class ContractFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Contract

    number = factory.Sequence(lambda n: f"HT-2026-{n:04}")
    subject = "Leased line"


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Site

    street = factory.Sequence(lambda n: f"人民路 {n} 号")


class FormerNameFactory(factory.django.DjangoModelFactory):
    """A former name of `client`, which is found by it."""

    class Meta:
        model = models.FormerName
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"旧名有限公司{n}")

    @factory.post_generation
    def found_by(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if create:
            refresh_also(self.client)


class IdentifierFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Identifier

    kind = "Billing number"
    value = factory.Sequence(lambda n: f"B{n:06}")


class TagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Tag

    name = factory.Sequence(lambda n: f"tag {n}")


class IndustryNoteFactory(factory.django.DjangoModelFactory):
    """A note; give `industry` and `author`."""

    class Meta:
        model = models.IndustryNote

    body = "Budgets are set in October."


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Department

    name = factory.Sequence(lambda n: f"IT {n}")
    function = models.DepartmentFunction.USING


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"王工{n}")
    surname = factory.LazyAttribute(lambda row: surname_of(row.name))
    reading = factory.LazyAttribute(lambda row: reading_of(row.name, row.surname))
    initials = factory.LazyAttribute(lambda row: initials_of(row.reading))
    sort_key = factory.LazyAttribute(lambda row: row.reading or sort_key(row.position))
    level = models.PersonLevel.MANAGEMENT

    @factory.post_generation
    def ways(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        """Give them ways to be reached: `PersonFactory(ways={"mobile": "13800138000"})`."""
        for channel, value in (extracted or {}).items() if create else ():
            key = key_of(channel, value)
            owner = self.client.owner
            models.ContactWay.objects.create(person=self, noted_by=owner, channel=channel, value=value, key=key)
        if create and extracted:
            refresh_also(self)


class ContactWayFactory(factory.django.DjangoModelFactory):
    """A way to reach `person`. Give `noted_by`."""

    class Meta:
        model = models.ContactWay

    channel = models.Channel.MOBILE
    value = factory.Sequence(lambda n: f"138{n:08d}")
    key = factory.LazyAttribute(lambda row: key_of(row.channel, row.value))


class PersonDateFactory(factory.django.DjangoModelFactory):
    """A birthday of `person`. Give `noted_by`."""

    class Meta:
        model = models.PersonDate

    month = 6
    day = 28


class TraitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Trait

    text = "上午十点前打电话最好"


class AcquaintanceFactory(factory.django.DjangoModelFactory):
    """A colleague who knows `person`."""

    class Meta:
        model = models.Acquaintance

    noted_by = factory.SelfAttribute("colleague")


class RelationFactory(factory.django.DjangoModelFactory):
    """A tie between `person` and `other`."""

    class Meta:
        model = models.Relation

    noted_by = factory.LazyAttribute(lambda row: row.person.client.owner)
    kind = models.TieKind.FRIEND


class PersonPhotoFactory(factory.django.DjangoModelFactory):
    """A photo of `person`, of one pixel."""

    class Meta:
        model = models.PersonPhoto
        skip_postgeneration_save = True

    image = b"\xff\xd8\xff\xd9"
    noted_by = factory.LazyAttribute(lambda row: row.person.client.owner)

    @factory.post_generation
    def key(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        self.person.photo_key = photo_key(self.image)
        self.person.save(update_fields=["photo_key"])


class CompetitorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Competitor

    name = factory.Sequence(lambda n: f"联讯通信{n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class InstalledProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.InstalledProduct

    product = "Fleet SIM"


class FactSourceFactory(factory.django.DjangoModelFactory):
    """A source of a fact; give `row` (the client, or a row of its), `field` and `by`."""

    class Meta:
        model = models.FactSource
        exclude = ("row",)

    kind = models.SourceKind.ANNUAL_REPORT

    @classmethod
    def _adjust_kwargs(cls, **kwargs):  # type: ignore[no-untyped-def]
        row = kwargs["row"]
        client = noun_of(row).client_of(row)
        return {"client": client, **kwargs, **said_of(row, kwargs["field"])}


class SourceTriedFactory(factory.django.DjangoModelFactory):
    """A kind of source that `by` tried for `client`."""

    class Meta:
        model = models.SourceTried

    kind = models.SourceKind.PRESS
    way = models.TryWay.LOOKED
