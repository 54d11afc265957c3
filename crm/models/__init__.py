from crm.models.client import Client, ClientShare, Industry, RivalsAnswer, Tier
from crm.models.competitor import Competitor, CompetitorPresence, Satisfaction
from crm.models.contact_way import Channel, ContactWay
from crm.models.department import Department, DepartmentFunction
from crm.models.drill import DrillCard
from crm.models.past_post import PastPost
from crm.models.person import Person, PersonLevel
from crm.models.person_date import DateCalendar, DateKind, PersonDate
from crm.models.person_part import PersonPart, Strength
from crm.models.person_photo import PersonPhoto
from crm.models.tie import Acquaintance, Favour, FavourSide, FormerEmployer, Relation, TieKind
from crm.models.trait import Erasure, NotesRules, Sensitivity, Trait, TraitKind, TraitReading, TraitSource

__all__ = [
    "Acquaintance", "Channel", "Client", "ClientShare", "Competitor", "CompetitorPresence", "ContactWay",
    "DateCalendar", "DateKind", "Department", "DepartmentFunction", "DrillCard", "Erasure", "Favour", "FavourSide",
    "FormerEmployer", "Industry", "NotesRules", "PastPost", "Person", "PersonDate", "PersonLevel", "PersonPart",
    "PersonPhoto", "Relation", "RivalsAnswer", "Satisfaction", "Sensitivity", "Strength", "TieKind", "Tier", "Trait",
    "TraitKind", "TraitReading", "TraitSource",
]  # fmt: skip
