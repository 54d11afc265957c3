from crm.models.bulk import BulkAct, BulkKind
from crm.models.client import Client, ClientShare, Headcount, Revenue, RivalsAnswer, Tier
from crm.models.competitor import Competitor, CompetitorPresence, Satisfaction
from crm.models.contract import Contract, ContractState
from crm.models.department import Department, DepartmentFunction
from crm.models.former_name import FormerName
from crm.models.identifier import Identifier
from crm.models.industry import Industry, IndustryNote
from crm.models.person import Channel, Person, PersonLevel
from crm.models.site import Site
from crm.models.tag import Tag, Tagging

__all__ = [
    "BulkAct",
    "BulkKind",
    "Channel",
    "Client",
    "ClientShare",
    "Competitor",
    "CompetitorPresence",
    "Contract",
    "ContractState",
    "Department",
    "DepartmentFunction",
    "FormerName",
    "Headcount",
    "Identifier",
    "Industry",
    "IndustryNote",
    "Person",
    "PersonLevel",
    "Revenue",
    "RivalsAnswer",
    "Satisfaction",
    "Site",
    "Tag",
    "Tagging",
    "Tier",
]
