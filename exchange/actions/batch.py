"""Write one batch of an import: what a form would write, for hundreds of rows at once.

Database triggers write the history of each row and the keys copied from clients, as for any other write; sort keys
come from the noun. New rows take the ids of their lines, so a batch that is done twice makes nothing twice.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from crm.actions.client import tell_handed
from crm.models import Client, Competitor, Person, Site
from exchange.access import may_map_people
from exchange.actions.beside import Found, rows_beside, tell_new
from exchange.actions.named import Named
from exchange.actions.parents import show_parents
from exchange.actions.preview import changes_of
from exchange.actions.replace import take_beyond
from exchange.actions.write import refresh_found, write_all
from exchange.matching import folded
from exchange.models import ALONG, ImportChange, ImportJob, ImportRow, Origin, Outcome, RowChoice, RowKind
from exchange.nouns import NOUNS, Noun
from exchange.nouns.beside import BESIDE
from exchange.nouns.noun import NOTED


class Batch:
    """One batch of a job's lines, within the caller's transaction. `clients` are those its lines name by id."""

    def __init__(self, job: ImportJob, *, now: dt.datetime) -> None:
        self.job, self.noun, self.now = job, job.kind, now
        self.may_map = may_map_people(job.by)  # asked again: the preview may be days old
        self.done: list[ImportChange] = []
        self.origins: list[Origin] = []
        self.outcomes: dict[str, list[UUID]] = {}
        self.clients: set[UUID] = set()  # whose files have changed

    def write(self, rows: Sequence[ImportRow]) -> None:
        """Do what the lines say. A line the database refuses is left out, and the others are not."""
        before = len(self.done), len(self.origins), {key: len(ids) for key, ids in self.outcomes.items()}
        try:
            with transaction.atomic():
                self._write(rows)
        except (IntegrityError, DataError):
            self._forget(*before)
            if len(rows) == 1:
                self._refuse(rows[0])
                return
            middle = len(rows) // 2
            self.write(rows[:middle])
            self.write(rows[middle:])

    def mark(self) -> dict[str, int]:
        """Mark the lines as done and keep what was done; return outcome → lines."""
        ImportChange.objects.bulk_create(self.done, batch_size=500)
        unique = ["noun", "object_id"]
        Origin.objects.bulk_create(self.origins, batch_size=500, ignore_conflicts=True, unique_fields=unique)
        for outcome, ids in self.outcomes.items():
            ImportRow.objects.filter(pk__in=ids).update(outcome=outcome)
        return {outcome: len(ids) for outcome, ids in self.outcomes.items()}

    # --- one batch ------------------------------------------------------------------------------------------------
    def _write(self, rows: Sequence[ImportRow]) -> None:
        fresh, merging = [], []
        for row in rows:
            if row.choice == RowChoice.SKIP or row.kind in (RowKind.SAME, RowKind.ERROR):
                self._note(Outcome.SKIPPED, row)
            elif row.target and row.choice != RowChoice.MAKE:
                merging.append(row)
            else:
                fresh.append(row)
        fresh = self._still_open(fresh)
        named = Named(self.job, now=self.now, may_map=self.may_map)
        related = named.related([*fresh, *merging])
        for noun, pk in named.made:
            self._made_beside(noun, pk)
        ids: dict[UUID, Any] = {**{row.pk: row.pk for row in fresh}, **{row.pk: row.target for row in merging}}
        self.clients |= {related[pk].get("client_id") or own for pk, own in ids.items()}
        self._make(fresh, related)
        self._change(merging, related)
        if self.noun.key == "site":
            refresh_found("site", Site.objects.filter(pk__in=ids.values()))

    def _still_open(self, rows: Sequence[ImportRow]) -> list[ImportRow]:
        """Leave lines out whose client has gone to somebody else since the preview."""
        named = {row.values["client_id"] for row in rows if "client_id" in row.values}
        there = Client.objects.filter(pk__in=named)
        shut = set(map(str, there.exclude(pk__in=Client.objects.visible_to(self.job.by)).values_list("pk", flat=True)))
        for row in rows:
            if row.values.get("client_id") in shut:
                row.notices["_"] = {"code": "gone"}
                self._note(Outcome.KEPT, row, keep=True)
        return [row for row in rows if row.values.get("client_id") not in shut]

    def _make(self, rows: Sequence[ImportRow], related: dict[UUID, dict[str, Any]]) -> None:
        made = []
        for row in rows:
            instance: Any = self.noun.model(id=row.pk, created_at=self.now, updated_at=self.now, **related[row.pk])
            self._put(instance, row.values)
            self.noun.prepare(instance)
            made.append(instance)
            self.done.append(ImportChange(job=self.job, row=row, noun=self.noun.key, object_id=row.pk, is_new=True))
            self._note_origin(row, row.pk)
            self._note(Outcome.MADE, row)
        pairs = list(zip(rows, made, strict=True))
        found = rows_beside(self.noun, pairs, by=self.job.by, now=self.now)
        tell_new(found, made)
        self.noun.model._base_manager.bulk_create(made, batch_size=500)
        # Rows beside are noted behind all the rows they hang on, so that taking back removes them first, in few steps.
        self._write_beside(found)

    def _write_beside(self, found: Found) -> None:
        for kind, rows in found.items():
            for pk in rows:
                self._made_beside(kind, pk)
            BESIDE[kind]._base_manager.bulk_create(rows.values(), batch_size=500)

    def _change(self, rows: Sequence[ImportRow], related: dict[UUID, dict[str, Any]]) -> None:
        current = self._locked([row.target for row in rows if row.target])
        givers: dict[UUID, Any] = {pk: getattr(row, "owner_id", None) for pk, row in current.items()}
        noted = set(
            Origin.objects.filter(noun=self.noun.key, object_id__in=current).values_list("object_id", flat=True)
        )
        written: list[Any] = []
        beside: list[tuple[ImportRow, Any]] = []
        keys: dict[UUID, Any] = {}
        fields: set[str] = set()
        for row in rows:
            instance = current.get(row.target) if row.target else None
            if instance is None:
                row.notices["_"] = {"code": "gone"}
                self._note(Outcome.KEPT, row, keep=True)
                continue
            changes = changes_of(self.job, row.values, instance, is_noted=instance.pk in noted)
            # What somebody else has written since the preview was shown is not overwritten unseen.
            shown = row.changes or changes
            late = [key for key, (old, _new) in changes.items() if key not in shown or shown[key][0] != old]
            for key in late:
                row.notices[key] = {"code": "changed_since"}
                changes.pop(key)
            added = changes.keys() & {column.key for column in self.noun.columns_beside}
            linked = self.noun.link is not None and self.noun.link[0] in changes  # done behind all lines
            if added:
                beside.append((row, instance))
                keys[row.pk] = added
            is_written = self._apply(row, instance, changes, related[row.pk], fields)
            if is_written or added or linked:
                if is_written and instance not in written:
                    written.append(instance)
                self._note(Outcome.UPDATED, row, keep=bool(late))
            else:
                self._note(Outcome.KEPT if late else Outcome.SKIPPED, row, keep=bool(late))
        write_all(written, fields, now=self.now)
        for client in written if self.noun.model is Client else ():
            if client.owner_id != givers[client.pk]:
                self._hand(client, givers[client.pk])
        if self.job.replaces:
            self.done += take_beyond(self.job, self.noun, beside, keys, now=self.now)
        found = rows_beside(self.noun, beside, by=self.job.by, now=self.now, only=keys)
        self._write_beside(found)
        for kind, added_rows in found.items():
            refresh_found(kind, added_rows.values())

    def _hand(self, client: Client, giver: UUID) -> None:
        """Let what is open at a client follow to its new owner, and keep what did for taking it back."""
        given = [change for change in self.done if change.object_id == client.pk and "owner_id" in change.after]
        for change in given:  # of several lines about one client the last says what followed
            change.before[ALONG] = []
        given[-1].before[ALONG] = tell_handed(client, giver)

    def _apply(
        self, row: ImportRow, instance: Any, changes: dict[str, Any], related: dict[str, Any], fields: set[str]
    ) -> bool:
        """Set what changes on an existing row and keep how it was; return whether anything does."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for key in changes:
            if key in NOTED:
                self._note_origin(row, instance.pk)
            elif key in ("department", "contract") or (key == "owner" and self.may_map):
                if f"{key}_id" not in related:
                    continue  # a contract that is gone since the preview
                self._set(instance, f"{key}_id", related[f"{key}_id"], before, after)
            elif (column := self.noun.fields.get(key)) and column.to:
                before[column.to], after[column.to] = column.current(instance), row.values[key]
                column.put(instance, row.values[key])
        if "owner_id" in after:
            self._set(instance, "team_id", related["team_id"], before, after)
        if not before:
            return bool(changes.keys() & set(NOTED))
        fields.update(before)
        fields.update(self.noun.prepare(instance))
        self.done.append(
            ImportChange(
                job=self.job, row=row, noun=self.noun.key, object_id=instance.pk,
                before=before, after=after, version=instance.version + 1,
            )
        )  # fmt: skip
        return True

    def _set(self, instance: Any, name: str, value: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
        old = getattr(instance, name)
        if str(old or "") != str(value or ""):
            before[name], after[name] = str(old) if old else None, str(value) if value else None
            setattr(instance, name, value)

    def _put(self, instance: Any, values: dict[str, Any]) -> None:
        for column in self.noun.columns_kept:
            if column.key in values:
                column.put(instance, values[column.key])

    def _locked(self, ids: Sequence[UUID]) -> dict[UUID, Any]:
        """Lock the rows to be changed, in one order everywhere; those the importer may not see are not among them,
        nor who was erased since the preview.
        """
        seen: Any = self.noun.model._default_manager
        rows = seen.visible_to(self.job.by).filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
        if self.noun.model is Person:
            rows = rows.filter(erased_at=None)
        found = {
            row.pk: row for row in rows.select_related(*self.noun.related).prefetch_related(*self.noun.prefetched)
        }
        if self.noun.key == "client":
            show_parents(found.values(), self.job.by)
        return found

    # --- what is kept of it -----------------------------------------------------------------------------------------
    def _made_beside(self, noun: str, pk: UUID) -> None:
        self.done.append(ImportChange(job=self.job, noun=noun, object_id=pk, is_new=True))

    def _note_origin(self, row: ImportRow, pk: UUID) -> None:
        origin = Origin(noun=self.noun.key, object_id=pk, job=self.job, file_name=self.job.file_name, line=row.line)
        origin.noted_by = row.values.get("noted_by", "")
        noted_on = row.values.get("noted_on")
        origin.noted_on = dt.date.fromisoformat(noted_on) if noted_on else None
        if origin.noted_by:
            colleague = self.job.people.get(folded(origin.noted_by))
            origin.colleague_id = UUID(colleague) if colleague else None
        self.origins.append(origin)

    def _note(self, outcome: Outcome, row: ImportRow, *, keep: bool = False) -> None:
        self.outcomes.setdefault(str(outcome), []).append(row.pk)
        if keep:
            ImportRow.objects.filter(pk=row.pk).update(notices=row.notices, left_out=True)

    def _forget(self, done: int, origins: int, outcomes: dict[str, int]) -> None:
        """Forget what was noted of lines whose writing was taken back."""
        del self.done[done:], self.origins[origins:]
        self.outcomes = {key: ids[: outcomes.get(key, 0)] for key, ids in self.outcomes.items()}

    def _refuse(self, row: ImportRow) -> None:
        row.notices["_"] = {"code": "refused"}
        self._note(Outcome.KEPT, row, keep=True)


def model_of(noun: str) -> Any:
    """Return the model that an `ImportChange` speaks of."""
    return Competitor if noun == "competitor" else BESIDE[noun] if noun in BESIDE else NOUNS[noun].model


def noun_of(noun: str) -> Noun | None:
    """Return its columns, if it has any."""
    return NOUNS.get(noun)
