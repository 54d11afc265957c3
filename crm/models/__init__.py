from crm.models.bulk import BulkAct, BulkKind
from crm.models.client import Client, ClientShare, Headcount, Revenue, RivalsAnswer, Tier
from crm.models.competitor import Competitor
from crm.models.contact_way import Channel, ContactWay
from crm.models.contract import Contract, ContractState
from crm.models.department import Department, DepartmentFunction
from crm.models.drill import DrillCard
from crm.models.former_name import FormerName
from crm.models.gap_mark import GapMark
from crm.models.identifier import Identifier
from crm.models.industry import Industry, IndustryNote
from crm.models.installed import InstalledProduct, Satisfaction
from crm.models.past_post import PastPost
from crm.models.person import Person, PersonLevel
from crm.models.person_date import DateCalendar, DateKind, PersonDate
from crm.models.person_part import PersonPart, Strength
from crm.models.person_photo import FormerPhoto, PersonPhoto
from crm.models.site import Site
from crm.models.source import FactSource, Quadrant, SourceKind, SourceTried, TryOutcome, TryWay
from crm.models.tag import Tag, Tagging
from crm.models.tie import Acquaintance, Favour, FavourSide, FormerEmployer, Relation, TieKind
from crm.models.trait import Erasure, NotesRules, Sensitivity, Trait, TraitKind, TraitReading, TraitSource

__all__ = [
    "Acquaintance",
    "BulkAct",
    "BulkKind",
    "Channel",
    "Client",
    "ClientShare",
    "Competitor",
    "ContactWay",
    "Contract",
    "ContractState",
    "DateCalendar",
    "DateKind",
    "Department",
    "DepartmentFunction",
    "DrillCard",
    "Erasure",
    "FactSource",
    "Favour",
    "FavourSide",
    "FormerEmployer",
    "FormerName",
    "FormerPhoto",
    "GapMark",
    "Headcount",
    "Identifier",
    "Industry",
    "IndustryNote",
    "InstalledProduct",
    "NotesRules",
    "PastPost",
    "Person",
    "PersonDate",
    "PersonLevel",
    "PersonPart",
    "PersonPhoto",
    "Quadrant",
    "Relation",
    "Revenue",
    "RivalsAnswer",
    "Satisfaction",
    "Sensitivity",
    "Site",
    "SourceKind",
    "SourceTried",
    "Strength",
    "Tag",
    "Tagging",
    "TieKind",
    "Tier",
    "Trait",
    "TraitKind",
    "TraitReading",
    "TraitSource",
    "TryOutcome",
    "TryWay",
]
