from crm.models.bulk import BulkAct, BulkKind
from crm.models.client import Client, ClientShare, Industry, RivalsAnswer, Tier
from crm.models.competitor import Competitor, CompetitorPresence, Satisfaction
from crm.models.department import Department, DepartmentFunction
from crm.models.person import Channel, Person, PersonLevel

__all__ = [
    "BulkAct",
    "BulkKind",
    "Channel",
    "Client",
    "ClientShare",
    "Competitor",
    "CompetitorPresence",
    "Department",
    "DepartmentFunction",
    "Industry",
    "Person",
    "PersonLevel",
    "RivalsAnswer",
    "Satisfaction",
    "Tier",
]
