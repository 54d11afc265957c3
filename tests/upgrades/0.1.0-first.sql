SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_5bd04() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (OLD."created_at", OLD."id", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."updated_at", OLD."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_delete_delete_7ee90() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_teamleadevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."team_id", OLD."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_0aab6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_teamleadevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."team_id", NEW."user_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_17596() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_departmentevent" ("archived_at", "client_id", "created_at", "function", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."function", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3867c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_userevent" ("created_at", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "theme", "time_zone", "updated_at", "username", "version") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."team_id", NEW."theme", NEW."time_zone", NEW."updated_at", NEW."username", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_6d990() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_promiseevent" ("client_id", "closed_at", "cost", "created_at", "due_on", "id", "is_demo", "outcome", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "team_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."client_id", NEW."closed_at", NEW."cost", NEW."created_at", NEW."due_on", NEW."id", NEW."is_demo", NEW."outcome", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_71b40() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7e022() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_visitrecordevent" ("created_at", "first_submitted_at", "gains", "id", "losses", "next_contact_on", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_note", "reviewed_at", "reviewed_by_id", "submitted_at", "updated_at", "version", "visit_id") VALUES (NEW."created_at", NEW."first_submitted_at", NEW."gains", NEW."id", NEW."losses", NEW."next_contact_on", NEW."next_step", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."result", NEW."result_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."submitted_at", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8865c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_competitorevent" ("archived_at", "business", "created_at", "id", "is_demo", "name", "other_name", "our_answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "sort_key", "strengths", "updated_at", "version", "weaknesses", "website") VALUES (NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."is_demo", NEW."name", NEW."other_name", NEW."our_answer", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."service", NEW."sort_key", NEW."strengths", NEW."updated_at", NEW."version", NEW."weaknesses", NEW."website"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_88f2b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_competitorpresenceevent" ("archived_at", "client_id", "competitor_id", "contract_end", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "representative", "representative_notes", "satisfaction", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."product", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_98722() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_personevent" ("archived_at", "client_id", "courtesy_title", "created_at", "department_id", "email", "id", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "preferred_channel", "reports_to_id", "sort_key", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."id", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phone", NEW."position", NEW."preferred_channel", NEW."reports_to_id", NEW."sort_key", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9d6da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_visitevent" ("arrived_at", "cancel_reason", "cancelled_at", "client_id", "confirmed_at", "created_at", "expected_objections", "id", "is_demo", "is_shared_for_discussion", "kind", "left_at", "materials", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_minutes", "purpose", "starts_at", "state", "success", "team_id", "updated_at", "version") VALUES (NEW."arrived_at", NEW."cancel_reason", NEW."cancelled_at", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."expected_objections", NEW."id", NEW."is_demo", NEW."is_shared_for_discussion", NEW."kind", NEW."left_at", NEW."materials", NEW."owner_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."planned_minutes", NEW."purpose", NEW."starts_at", NEW."state", NEW."success", NEW."team_id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_e69b9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phone", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_fd0a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "etiquette_pageevent" ("body_en", "body_zh", "created_at", "id", "latest_number", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_id", "slug", "title_en", "title_zh", "updated_at", "version") VALUES (NEW."body_en", NEW."body_zh", NEW."created_at", NEW."id", NEW."latest_number", NEW."occasion", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."position", NEW."published_at", NEW."published_id", NEW."slug", NEW."title_en", NEW."title_zh", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_revision_text_is_kept_3ce5e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_057d7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_competitorpresenceevent" ("archived_at", "client_id", "competitor_id", "contract_end", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "representative", "representative_notes", "satisfaction", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."product", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0e890() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_userevent" ("created_at", "email", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "theme", "time_zone", "updated_at", "username", "version") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."team_id", NEW."theme", NEW."time_zone", NEW."updated_at", NEW."username", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_1a549() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_departmentevent" ("archived_at", "client_id", "created_at", "function", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."created_at", NEW."function", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3bbc5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_visitrecordevent" ("created_at", "first_submitted_at", "gains", "id", "losses", "next_contact_on", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_note", "reviewed_at", "reviewed_by_id", "submitted_at", "updated_at", "version", "visit_id") VALUES (NEW."created_at", NEW."first_submitted_at", NEW."gains", NEW."id", NEW."losses", NEW."next_contact_on", NEW."next_step", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."result", NEW."result_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."submitted_at", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3d780() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_clientevent" ("address", "archived_at", "business", "created_at", "id", "industry_id", "is_demo", "last_visit_at", "name", "other_name", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "short_name", "sort_key", "team_id", "tier", "updated_at", "version", "website") VALUES (NEW."address", NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."industry_id", NEW."is_demo", NEW."last_visit_at", NEW."name", NEW."other_name", NEW."owner_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phone", NEW."short_name", NEW."sort_key", NEW."team_id", NEW."tier", NEW."updated_at", NEW."version", NEW."website"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3f75f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_competitorevent" ("archived_at", "business", "created_at", "id", "is_demo", "name", "other_name", "our_answer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "sort_key", "strengths", "updated_at", "version", "weaknesses", "website") VALUES (NEW."archived_at", NEW."business", NEW."created_at", NEW."id", NEW."is_demo", NEW."name", NEW."other_name", NEW."our_answer", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."service", NEW."sort_key", NEW."strengths", NEW."updated_at", NEW."version", NEW."weaknesses", NEW."website"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_41cf1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_visitevent" ("arrived_at", "cancel_reason", "cancelled_at", "client_id", "confirmed_at", "created_at", "expected_objections", "id", "is_demo", "is_shared_for_discussion", "kind", "left_at", "materials", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_minutes", "purpose", "starts_at", "state", "success", "team_id", "updated_at", "version") VALUES (NEW."arrived_at", NEW."cancel_reason", NEW."cancelled_at", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."expected_objections", NEW."id", NEW."is_demo", NEW."is_shared_for_discussion", NEW."kind", NEW."left_at", NEW."materials", NEW."owner_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."planned_minutes", NEW."purpose", NEW."starts_at", NEW."state", NEW."success", NEW."team_id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_46925() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "crm_personevent" ("archived_at", "client_id", "courtesy_title", "created_at", "department_id", "email", "id", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "preferred_channel", "reports_to_id", "sort_key", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."id", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phone", NEW."position", NEW."preferred_channel", NEW."reports_to_id", NEW."sort_key", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_529da() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_teamevent" ("created_at", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "version") VALUES (NEW."created_at", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_5e84d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "etiquette_pageevent" ("body_en", "body_zh", "created_at", "id", "latest_number", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_id", "slug", "title_en", "title_zh", "updated_at", "version") VALUES (NEW."body_en", NEW."body_zh", NEW."created_at", NEW."id", NEW."latest_number", NEW."occasion", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."position", NEW."published_at", NEW."published_id", NEW."slug", NEW."title_en", NEW."title_zh", NEW."updated_at", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_66afc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "visits_promiseevent" ("client_id", "closed_at", "cost", "created_at", "due_on", "id", "is_demo", "outcome", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "team_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."client_id", NEW."closed_at", NEW."cost", NEW."created_at", NEW."due_on", NEW."id", NEW."is_demo", NEW."outcome", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.rapport_search_v1(source text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT COALESCE(array_to_tsvector(array_agg(DISTINCT terms.term)), ''::tsvector) AS "coalesce" FROM (SELECT unnest(CASE WHEN (words.word ~ '^[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]'::text) THEN ARRAY(SELECT substr(words.word, place.place, 2) AS substr FROM generate_series(1, length(words.word)) place(place)) ELSE ARRAY["left"(words.word, 60)] END) AS term FROM (SELECT found.found[1] AS word FROM regexp_matches(lower((NORMALIZE(rapport_search_v1.source, NFKC) COLLATE pg_c_utf8)), ('[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]+|[^[:space:][:punct:]\u3000-\u3004\u3006\u3008-\u303f\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]+'::text COLLATE pg_c_utf8), 'g'::text) found(found)) words) terms WHERE (terms.term <> ''::text));
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_team (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    parent_id uuid,
    CONSTRAINT accounts_team_version_check CHECK ((version >= 0)),
    CONSTRAINT team_not_its_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL))))
);
CREATE TABLE public.accounts_team_leads (
    id bigint NOT NULL,
    team_id uuid NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.accounts_team_leads ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_team_leads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_teamevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    parent_id uuid,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    CONSTRAINT accounts_teamevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.accounts_teamevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_teamevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_teamleadevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    pgh_context_id uuid,
    team_id uuid NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.accounts_teamleadevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_teamleadevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(12) NOT NULL,
    language character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    theme character varying(8) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    is_demo boolean NOT NULL,
    team_id uuid,
    session_epoch integer NOT NULL,
    CONSTRAINT accounts_user_session_epoch_check CHECK ((session_epoch >= 0)),
    CONSTRAINT accounts_user_version_check CHECK ((version >= 0))
);
CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_userevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    is_superuser boolean NOT NULL,
    username character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(12) NOT NULL,
    language character varying(10) NOT NULL,
    time_zone character varying(64) NOT NULL,
    theme character varying(8) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    is_demo boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    team_id uuid,
    CONSTRAINT accounts_userevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.accounts_userevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_userevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crm_client (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    other_name character varying(200) NOT NULL,
    short_name character varying(60) NOT NULL,
    sort_key character varying(120) NOT NULL,
    tier character varying(1) NOT NULL,
    business text NOT NULL,
    phone character varying(60) NOT NULL,
    website character varying(200) NOT NULL,
    address character varying(250) NOT NULL,
    last_visit_at timestamp with time zone,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.rapport_search_v1(((COALESCE(COALESCE(name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(other_name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(short_name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(sort_key, ''::character varying), ''::character varying))::text || COALESCE('
'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    owner_id uuid NOT NULL,
    team_id uuid,
    industry_id uuid,
    CONSTRAINT client_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT crm_client_version_check CHECK ((version >= 0))
);
CREATE TABLE public.crm_clientevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    other_name character varying(200) NOT NULL,
    short_name character varying(60) NOT NULL,
    sort_key character varying(120) NOT NULL,
    tier character varying(1) NOT NULL,
    business text NOT NULL,
    phone character varying(60) NOT NULL,
    website character varying(200) NOT NULL,
    address character varying(250) NOT NULL,
    last_visit_at timestamp with time zone,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL,
    owner_id uuid NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    team_id uuid,
    industry_id uuid,
    CONSTRAINT crm_clientevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.crm_clientevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crm_clientevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crm_clientshare (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    client_id uuid NOT NULL,
    shared_by_id uuid NOT NULL,
    user_id uuid NOT NULL
);
CREATE TABLE public.crm_competitor (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    other_name character varying(120) NOT NULL,
    business text NOT NULL,
    service text NOT NULL,
    strengths text NOT NULL,
    weaknesses text NOT NULL,
    our_answer text NOT NULL,
    website character varying(200) NOT NULL,
    sort_key character varying(120) NOT NULL,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.rapport_search_v1(((COALESCE(COALESCE(name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(other_name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(sort_key, ''::character varying), ''::character varying))::text || COALESCE('
'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    CONSTRAINT competitor_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT crm_competitor_version_check CHECK ((version >= 0))
);
CREATE TABLE public.crm_competitorevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    other_name character varying(120) NOT NULL,
    business text NOT NULL,
    service text NOT NULL,
    strengths text NOT NULL,
    weaknesses text NOT NULL,
    our_answer text NOT NULL,
    website character varying(200) NOT NULL,
    sort_key character varying(120) NOT NULL,
    archived_at timestamp with time zone,
    is_demo boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    CONSTRAINT crm_competitorevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.crm_competitorevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crm_competitorevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crm_competitorpresence (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    product character varying(160) NOT NULL,
    satisfaction smallint,
    contract_end date,
    representative character varying(120) NOT NULL,
    representative_notes text NOT NULL,
    archived_at timestamp with time zone,
    client_id uuid NOT NULL,
    competitor_id uuid NOT NULL,
    CONSTRAINT crm_competitorpresence_satisfaction_check CHECK ((satisfaction >= 0)),
    CONSTRAINT crm_competitorpresence_version_check CHECK ((version >= 0))
);
CREATE TABLE public.crm_competitorpresenceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    product character varying(160) NOT NULL,
    satisfaction smallint,
    contract_end date,
    representative character varying(120) NOT NULL,
    representative_notes text NOT NULL,
    archived_at timestamp with time zone,
    client_id uuid NOT NULL,
    competitor_id uuid NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    CONSTRAINT crm_competitorpresenceevent_satisfaction_check CHECK ((satisfaction >= 0)),
    CONSTRAINT crm_competitorpresenceevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.crm_competitorpresenceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crm_competitorpresenceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crm_department (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    function character varying(12) NOT NULL,
    archived_at timestamp with time zone,
    client_id uuid NOT NULL,
    parent_id uuid,
    CONSTRAINT crm_department_version_check CHECK ((version >= 0)),
    CONSTRAINT department_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT department_not_its_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL))))
);
CREATE TABLE public.crm_departmentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    function character varying(12) NOT NULL,
    archived_at timestamp with time zone,
    client_id uuid NOT NULL,
    parent_id uuid,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    CONSTRAINT crm_departmentevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.crm_departmentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crm_departmentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.crm_industry (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    name_en character varying(80) NOT NULL,
    name_zh character varying(80) NOT NULL
);
CREATE TABLE public.crm_person (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    other_name character varying(120) NOT NULL,
    courtesy_title character varying(40) NOT NULL,
    "position" character varying(120) NOT NULL,
    level character varying(12) NOT NULL,
    mobile character varying(60) NOT NULL,
    phone character varying(60) NOT NULL,
    email character varying(254) NOT NULL,
    wechat character varying(60) NOT NULL,
    preferred_channel character varying(8) NOT NULL,
    sort_key character varying(120) NOT NULL,
    archived_at timestamp with time zone,
    search tsvector GENERATED ALWAYS AS (public.rapport_search_v1(((COALESCE(COALESCE(name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(other_name, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(courtesy_title, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE("position", ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(sort_key, ''::character varying), ''::character varying))::text || COALESCE('
'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    client_id uuid NOT NULL,
    department_id uuid,
    reports_to_id uuid,
    CONSTRAINT crm_person_version_check CHECK ((version >= 0)),
    CONSTRAINT person_has_name_or_position CHECK (((NOT ((name)::text = ''::text)) OR (NOT (("position")::text = ''::text)))),
    CONSTRAINT person_not_own_superior CHECK ((NOT ((reports_to_id = id) AND (reports_to_id IS NOT NULL))))
);
CREATE TABLE public.crm_personevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    name character varying(120) NOT NULL,
    other_name character varying(120) NOT NULL,
    courtesy_title character varying(40) NOT NULL,
    "position" character varying(120) NOT NULL,
    level character varying(12) NOT NULL,
    mobile character varying(60) NOT NULL,
    phone character varying(60) NOT NULL,
    email character varying(254) NOT NULL,
    wechat character varying(60) NOT NULL,
    preferred_channel character varying(8) NOT NULL,
    sort_key character varying(120) NOT NULL,
    archived_at timestamp with time zone,
    client_id uuid NOT NULL,
    department_id uuid,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    reports_to_id uuid,
    CONSTRAINT crm_personevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.crm_personevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crm_personevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id uuid NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.etiquette_page (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    title_en character varying(120) NOT NULL,
    title_zh character varying(120) NOT NULL,
    body_en text NOT NULL,
    body_zh text NOT NULL,
    slug character varying(60) NOT NULL,
    occasion character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    latest_number integer NOT NULL,
    published_at timestamp with time zone,
    published_id uuid,
    CONSTRAINT etiquette_page_latest_number_check CHECK ((latest_number >= 0)),
    CONSTRAINT etiquette_page_position_check CHECK (("position" >= 0)),
    CONSTRAINT etiquette_page_version_check CHECK ((version >= 0)),
    CONSTRAINT page_has_a_title CHECK (((NOT ((title_en)::text = ''::text)) OR (NOT ((title_zh)::text = ''::text)))),
    CONSTRAINT page_occasion_known CHECK (((occasion)::text = ANY ((ARRAY['speech'::character varying, 'appearance'::character varying, 'telephone'::character varying, 'meeting'::character varying, 'handshake'::character varying, 'card'::character varying, 'walking'::character varying, 'car'::character varying, 'banquet'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT page_published_with_its_moment CHECK ((((published_id IS NULL) AND (published_at IS NULL)) OR ((published_id IS NOT NULL) AND (published_at IS NOT NULL)))),
    CONSTRAINT page_slug_not_reserved CHECK ((NOT ((slug)::text = ANY ((ARRAY['new'::character varying, 'preview'::character varying, 'suggest'::character varying])::text[]))))
);
CREATE TABLE public.etiquette_pageevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    title_en character varying(120) NOT NULL,
    title_zh character varying(120) NOT NULL,
    body_en text NOT NULL,
    body_zh text NOT NULL,
    slug character varying(60) NOT NULL,
    occasion character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    latest_number integer NOT NULL,
    published_at timestamp with time zone,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    published_id uuid,
    CONSTRAINT etiquette_pageevent_latest_number_check CHECK ((latest_number >= 0)),
    CONSTRAINT etiquette_pageevent_position_check CHECK (("position" >= 0)),
    CONSTRAINT etiquette_pageevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.etiquette_pageevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.etiquette_pageevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.etiquette_revision (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    title_en character varying(120) NOT NULL,
    title_zh character varying(120) NOT NULL,
    body_en text NOT NULL,
    body_zh text NOT NULL,
    number integer NOT NULL,
    note character varying(200) NOT NULL,
    is_standard boolean NOT NULL,
    published_at timestamp with time zone,
    search tsvector GENERATED ALWAYS AS (public.rapport_search_v1(((COALESCE(COALESCE(title_en, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE(((COALESCE(COALESCE(title_zh, ''::character varying), ''::character varying))::text || COALESCE((COALESCE('
'::text, ''::text) || COALESCE((COALESCE(COALESCE(body_en, ''::text), ''::text) || COALESCE((COALESCE('
'::text, ''::text) || COALESCE((COALESCE(COALESCE(body_zh, ''::text), ''::text) || COALESCE('
'::text, ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)), ''::text)))) STORED,
    author_id uuid,
    page_id uuid NOT NULL,
    published_by_id uuid,
    CONSTRAINT etiquette_revision_number_check CHECK ((number >= 0)),
    CONSTRAINT revision_has_a_title CHECK (((NOT ((title_en)::text = ''::text)) OR (NOT ((title_zh)::text = ''::text)))),
    CONSTRAINT revision_number_from_one CHECK ((number >= 1))
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.visits_calendarday (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    is_workday boolean NOT NULL,
    label character varying(80) NOT NULL,
    is_confirmed boolean NOT NULL
);
CREATE TABLE public.visits_notification (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind character varying(20) NOT NULL,
    subject_kind character varying(12) NOT NULL,
    subject_id uuid NOT NULL,
    facts jsonb NOT NULL,
    read_at timestamp with time zone,
    recipient_id uuid NOT NULL,
    reminder_id uuid NOT NULL
);
CREATE TABLE public.visits_objection (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text text NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    kind character varying(8) NOT NULL,
    answer text NOT NULL,
    client_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    person_id uuid,
    visit_id uuid,
    CONSTRAINT objection_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT visits_objection_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_promise (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text character varying(500) NOT NULL,
    cost character varying(250) NOT NULL,
    due_on date NOT NULL,
    state character varying(8) NOT NULL,
    closed_at timestamp with time zone,
    outcome character varying(250) NOT NULL,
    is_demo boolean NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    person_id uuid,
    team_id uuid,
    visit_id uuid,
    CONSTRAINT promise_closed_has_a_moment CHECK ((((closed_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (closed_at IS NOT NULL)))),
    CONSTRAINT promise_says_what CHECK ((NOT ((text)::text = ''::text))),
    CONSTRAINT visits_promise_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_promisechange (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    old_due_on date NOT NULL,
    new_due_on date NOT NULL,
    agreed_with_client boolean NOT NULL,
    reason character varying(250) NOT NULL,
    by_id uuid NOT NULL,
    promise_id uuid NOT NULL
);
CREATE TABLE public.visits_promiseevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text character varying(500) NOT NULL,
    cost character varying(250) NOT NULL,
    due_on date NOT NULL,
    state character varying(8) NOT NULL,
    closed_at timestamp with time zone,
    outcome character varying(250) NOT NULL,
    is_demo boolean NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    person_id uuid,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    team_id uuid,
    visit_id uuid,
    CONSTRAINT visits_promiseevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.visits_promiseevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_promiseevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_reminder (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    subject_kind character varying(12) NOT NULL,
    subject_id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    channel character varying(8) NOT NULL,
    leased_until timestamp with time zone,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    last_error character varying(250) NOT NULL,
    recipient_id uuid NOT NULL,
    CONSTRAINT visits_reminder_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.visits_request (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    text text NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    category character varying(10) NOT NULL,
    resolution text NOT NULL,
    resolved_at timestamp with time zone,
    client_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    person_id uuid,
    visit_id uuid,
    CONSTRAINT request_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT visits_request_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_reviewcomment (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    verdict character varying(10) NOT NULL,
    author_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT comment_says_something CHECK (((NOT (body = ''::text)) OR (NOT ((verdict)::text = ''::text))))
);
CREATE TABLE public.visits_visit (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    planned_minutes smallint NOT NULL,
    purpose text NOT NULL,
    success text NOT NULL,
    place character varying(250) NOT NULL,
    materials text NOT NULL,
    expected_objections text NOT NULL,
    confirmed_at timestamp with time zone,
    arrived_at timestamp with time zone,
    left_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancel_reason character varying(250) NOT NULL,
    is_shared_for_discussion boolean NOT NULL,
    is_demo boolean NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    team_id uuid,
    CONSTRAINT visit_cancelled_with_reason CHECK (((NOT ((state)::text = 'cancelled'::text)) OR (NOT ((cancel_reason)::text = ''::text)))),
    CONSTRAINT visit_has_a_purpose CHECK ((NOT (purpose = ''::text))),
    CONSTRAINT visit_left_after_arrival CHECK (((left_at IS NULL) OR (left_at >= arrived_at))),
    CONSTRAINT visit_made_has_arrival CHECK (((NOT ((state)::text = ANY ((ARRAY['in_progress'::character varying, 'to_record'::character varying, 'recorded'::character varying, 'sent_back'::character varying, 'accepted'::character varying])::text[]))) OR (arrived_at IS NOT NULL))),
    CONSTRAINT visit_says_what_success_is CHECK ((NOT (success = ''::text))),
    CONSTRAINT visits_visit_planned_minutes_check CHECK ((planned_minutes >= 0)),
    CONSTRAINT visits_visit_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_visit_people (
    id bigint NOT NULL,
    visit_id uuid NOT NULL,
    person_id uuid NOT NULL
);
ALTER TABLE public.visits_visit_people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visit_people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visitchange (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    old_starts_at timestamp with time zone NOT NULL,
    new_starts_at timestamp with time zone,
    reason character varying(250) NOT NULL,
    by_id uuid NOT NULL,
    visit_id uuid NOT NULL
);
CREATE TABLE public.visits_visitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    planned_minutes smallint NOT NULL,
    purpose text NOT NULL,
    success text NOT NULL,
    place character varying(250) NOT NULL,
    materials text NOT NULL,
    expected_objections text NOT NULL,
    confirmed_at timestamp with time zone,
    arrived_at timestamp with time zone,
    left_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancel_reason character varying(250) NOT NULL,
    is_shared_for_discussion boolean NOT NULL,
    is_demo boolean NOT NULL,
    client_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    team_id uuid,
    CONSTRAINT visits_visitevent_planned_minutes_check CHECK ((planned_minutes >= 0)),
    CONSTRAINT visits_visitevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.visits_visitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visitnotes (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT visits_visitnotes_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_visitrecord (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    result character varying(8) NOT NULL,
    result_note text NOT NULL,
    gains text NOT NULL,
    losses text NOT NULL,
    next_step text NOT NULL,
    next_contact_on date,
    first_submitted_at timestamp with time zone,
    submitted_at timestamp with time zone,
    reviewed_at timestamp with time zone,
    reviewed_by_id uuid,
    visit_id uuid NOT NULL,
    CONSTRAINT submitted_record_judges_its_purpose CHECK (((submitted_at IS NULL) OR (NOT ((result)::text = ''::text)))),
    CONSTRAINT visits_visitrecord_version_check CHECK ((version >= 0))
);
CREATE TABLE public.visits_visitrecordevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    result character varying(8) NOT NULL,
    result_note text NOT NULL,
    gains text NOT NULL,
    losses text NOT NULL,
    next_step text NOT NULL,
    next_contact_on date,
    first_submitted_at timestamp with time zone,
    submitted_at timestamp with time zone,
    reviewed_at timestamp with time zone,
    pgh_context_id uuid,
    pgh_obj_id uuid NOT NULL,
    reviewed_by_id uuid,
    visit_id uuid NOT NULL,
    CONSTRAINT visits_visitrecordevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.visits_visitrecordevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.visits_visitrecordevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.visits_visittopic (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "position" smallint NOT NULL,
    text character varying(250) NOT NULL,
    is_done boolean NOT NULL,
    note text NOT NULL,
    visit_id uuid NOT NULL,
    CONSTRAINT visits_visittopic_position_check CHECK (("position" >= 0)),
    CONSTRAINT visits_visittopic_version_check CHECK ((version >= 0))
);
COPY public.account_emailaddress (id, email, verified, "primary", user_id) FROM stdin;
\.
COPY public.account_emailconfirmation (id, created, sent, key, email_address_id) FROM stdin;
\.
COPY public.accounts_team (id, created_at, version, updated_at, name, parent_id) FROM stdin;
01a20bd4-9394-7cbd-aafc-a1118e5d1c47	2026-11-24 04:33:30.516669+00	1	2026-11-24 04:33:30.516681+00	South	\N
01a20bd4-939a-7c61-9d65-12d5253c371c	2026-11-24 04:33:30.522674+00	1	2026-11-24 04:33:30.522682+00	North	\N
\.
COPY public.accounts_team_leads (id, team_id, user_id) FROM stdin;
1	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	01a20bd4-938b-77e4-9636-6e70c5c26ce8
\.
COPY public.accounts_teamevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, name, parent_id, pgh_context_id, pgh_obj_id) FROM stdin;
1	2026-11-24 04:33:30.517062+00	insert	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	2026-11-24 04:33:30.516669+00	1	2026-11-24 04:33:30.516681+00	South	\N	\N	01a20bd4-9394-7cbd-aafc-a1118e5d1c47
2	2026-11-24 04:33:30.522958+00	insert	01a20bd4-939a-7c61-9d65-12d5253c371c	2026-11-24 04:33:30.522674+00	1	2026-11-24 04:33:30.522682+00	North	\N	\N	01a20bd4-939a-7c61-9d65-12d5253c371c
\.
COPY public.accounts_teamleadevent (pgh_id, pgh_created_at, pgh_label, id, pgh_context_id, team_id, user_id) FROM stdin;
1	2026-11-24 04:33:30.519652+00	insert	1	\N	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	01a20bd4-938b-77e4-9636-6e70c5c26ce8
\.
COPY public.accounts_user (id, created_at, version, updated_at, password, last_login, is_superuser, username, name, email, role, language, time_zone, theme, is_active, is_staff, is_demo, team_id, session_epoch) FROM stdin;
01a20bd4-938b-77e4-9636-6e70c5c26ce8	2026-11-24 04:33:30.507787+00	1	2026-11-24 04:33:30.507811+00	pbkdf2_sha256$1000000$fxejxCi4DXtPoZbKtTGYmr$OytAqPndWv7A2VMcbYblf6LvF9tyTmG2nL/mNMaQ9Y4=	\N	f	lead	Lead	lead@example.com	lead	en		system	t	f	f	\N	0
01a20bd4-939b-70c8-961c-6402e62025ca	2026-11-24 04:33:30.523689+00	1	2026-11-24 04:33:30.523695+00	pbkdf2_sha256$1000000$fxejxCi4DXtPoZbKtTGYmr$OytAqPndWv7A2VMcbYblf6LvF9tyTmG2nL/mNMaQ9Y4=	\N	f	manager	马经理	manager@example.com	manager	en		system	t	f	f	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	0
01a20bd4-939c-76e1-b344-51f69c27814d	2026-11-24 04:33:30.524801+00	1	2026-11-24 04:33:30.524806+00	pbkdf2_sha256$1000000$fxejxCi4DXtPoZbKtTGYmr$OytAqPndWv7A2VMcbYblf6LvF9tyTmG2nL/mNMaQ9Y4=	\N	f	mover	Mover	mover@example.com	manager	en		system	t	f	f	01a20bd4-939a-7c61-9d65-12d5253c371c	0
\.
COPY public.accounts_user_groups (id, user_id, group_id) FROM stdin;
\.
COPY public.accounts_user_user_permissions (id, user_id, permission_id) FROM stdin;
\.
COPY public.accounts_userevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, is_superuser, username, name, email, role, language, time_zone, theme, is_active, is_staff, is_demo, pgh_context_id, pgh_obj_id, team_id) FROM stdin;
1	2026-11-24 04:33:30.512702+00	insert	01a20bd4-938b-77e4-9636-6e70c5c26ce8	2026-11-24 04:33:30.507787+00	1	2026-11-24 04:33:30.507811+00	f	lead	Lead	lead@example.com	lead	en		system	t	f	f	\N	01a20bd4-938b-77e4-9636-6e70c5c26ce8	\N
2	2026-11-24 04:33:30.524056+00	insert	01a20bd4-939b-70c8-961c-6402e62025ca	2026-11-24 04:33:30.523689+00	1	2026-11-24 04:33:30.523695+00	f	manager	马经理	manager@example.com	manager	en		system	t	f	f	\N	01a20bd4-939b-70c8-961c-6402e62025ca	01a20bd4-9394-7cbd-aafc-a1118e5d1c47
3	2026-11-24 04:33:30.525106+00	insert	01a20bd4-939c-76e1-b344-51f69c27814d	2026-11-24 04:33:30.524801+00	1	2026-11-24 04:33:30.524806+00	f	mover	Mover	mover@example.com	manager	en		system	t	f	f	\N	01a20bd4-939c-76e1-b344-51f69c27814d	01a20bd4-939a-7c61-9d65-12d5253c371c
\.
COPY public.auth_group (id, name) FROM stdin;
\.
COPY public.auth_group_permissions (id, group_id, permission_id) FROM stdin;
\.
COPY public.auth_permission (id, name, content_type_id, codename) FROM stdin;
1	Can add calendar day	1	add_calendarday
2	Can change calendar day	1	change_calendarday
3	Can delete calendar day	1	delete_calendarday
4	Can view calendar day	1	view_calendarday
5	Can add promise	2	add_promise
6	Can change promise	2	change_promise
7	Can delete promise	2	delete_promise
8	Can view promise	2	view_promise
9	Can add new date of a promise	3	add_promisechange
10	Can change new date of a promise	3	change_promisechange
11	Can delete new date of a promise	3	delete_promisechange
12	Can view new date of a promise	3	view_promisechange
13	Can add reminder	4	add_reminder
14	Can change reminder	4	change_reminder
15	Can delete reminder	4	delete_reminder
16	Can view reminder	4	view_reminder
17	Can add notification	5	add_notification
18	Can change notification	5	change_notification
19	Can delete notification	5	delete_notification
20	Can view notification	5	view_notification
21	Can add visit	6	add_visit
22	Can change visit	6	change_visit
23	Can delete visit	6	delete_visit
24	Can view visit	6	view_visit
25	Can add comment	7	add_reviewcomment
26	Can change comment	7	change_reviewcomment
27	Can delete comment	7	delete_reviewcomment
28	Can view comment	7	view_reviewcomment
29	Can add request	8	add_request
30	Can change request	8	change_request
31	Can delete request	8	delete_request
32	Can view request	8	view_request
33	Can add promise event	9	add_promiseevent
34	Can change promise event	9	change_promiseevent
35	Can delete promise event	9	delete_promiseevent
36	Can view promise event	9	view_promiseevent
37	Can add objection	10	add_objection
38	Can change objection	10	change_objection
39	Can delete objection	10	delete_objection
40	Can view objection	10	view_objection
41	Can add change of a visit	11	add_visitchange
42	Can change change of a visit	11	change_visitchange
43	Can delete change of a visit	11	delete_visitchange
44	Can view change of a visit	11	view_visitchange
45	Can add visit event	12	add_visitevent
46	Can change visit event	12	change_visitevent
47	Can delete visit event	12	delete_visitevent
48	Can view visit event	12	view_visitevent
49	Can add visit notes	13	add_visitnotes
50	Can change visit notes	13	change_visitnotes
51	Can delete visit notes	13	delete_visitnotes
52	Can view visit notes	13	view_visitnotes
53	Can add visit record	14	add_visitrecord
54	Can change visit record	14	change_visitrecord
55	Can delete visit record	14	delete_visitrecord
56	Can view visit record	14	view_visitrecord
57	Can add visit record event	15	add_visitrecordevent
58	Can change visit record event	15	change_visitrecordevent
59	Can delete visit record event	15	delete_visitrecordevent
60	Can view visit record event	15	view_visitrecordevent
61	Can add topic	16	add_visittopic
62	Can change topic	16	change_visittopic
63	Can delete topic	16	delete_visittopic
64	Can view topic	16	view_visittopic
65	Can add competitor event	17	add_competitorevent
66	Can change competitor event	17	change_competitorevent
67	Can delete competitor event	17	delete_competitorevent
68	Can view competitor event	17	view_competitorevent
69	Can add rival at a client	18	add_competitorpresence
70	Can change rival at a client	18	change_competitorpresence
71	Can delete rival at a client	18	delete_competitorpresence
72	Can view rival at a client	18	view_competitorpresence
73	Can add competitor presence event	19	add_competitorpresenceevent
74	Can change competitor presence event	19	change_competitorpresenceevent
75	Can delete competitor presence event	19	delete_competitorpresenceevent
76	Can view competitor presence event	19	view_competitorpresenceevent
77	Can add department	20	add_department
78	Can change department	20	change_department
79	Can delete department	20	delete_department
80	Can view department	20	view_department
81	Can add department event	21	add_departmentevent
82	Can change department event	21	change_departmentevent
83	Can delete department event	21	delete_departmentevent
84	Can view department event	21	view_departmentevent
85	Can add industry	22	add_industry
86	Can change industry	22	change_industry
87	Can delete industry	22	delete_industry
88	Can view industry	22	view_industry
89	Can add person at a client	23	add_person
90	Can change person at a client	23	change_person
91	Can delete person at a client	23	delete_person
92	Can view person at a client	23	view_person
93	Can add person event	24	add_personevent
94	Can change person event	24	change_personevent
95	Can delete person event	24	delete_personevent
96	Can view person event	24	view_personevent
97	Can add client	25	add_client
98	Can change client	25	change_client
99	Can delete client	25	delete_client
100	Can view client	25	view_client
101	Can add client event	26	add_clientevent
102	Can change client event	26	change_clientevent
103	Can delete client event	26	delete_clientevent
104	Can view client event	26	view_clientevent
105	Can add shared client	27	add_clientshare
106	Can change shared client	27	change_clientshare
107	Can delete shared client	27	delete_clientshare
108	Can view shared client	27	view_clientshare
109	Can add rival	28	add_competitor
110	Can change rival	28	change_competitor
111	Can delete rival	28	delete_competitor
112	Can view rival	28	view_competitor
113	Can add page	29	add_page
114	Can change page	29	change_page
115	Can delete page	29	delete_page
116	Can view page	29	view_page
117	Can add revision	30	add_revision
118	Can change revision	30	change_revision
119	Can delete revision	30	delete_revision
120	Can view revision	30	view_revision
121	Can add page event	31	add_pageevent
122	Can change page event	31	change_pageevent
123	Can delete page event	31	delete_pageevent
124	Can view page event	31	view_pageevent
125	Can add person	32	add_user
126	Can change person	32	change_user
127	Can delete person	32	delete_user
128	Can view person	32	view_user
129	Can add team	33	add_team
130	Can change team	33	change_team
131	Can delete team	33	delete_team
132	Can view team	33	view_team
133	Can add team event	34	add_teamevent
134	Can change team event	34	change_teamevent
135	Can delete team event	34	delete_teamevent
136	Can view team event	34	view_teamevent
137	Can add team lead event	35	add_teamleadevent
138	Can change team lead event	35	change_teamleadevent
139	Can delete team lead event	35	delete_teamleadevent
140	Can view team lead event	35	view_teamleadevent
141	Can add user event	36	add_userevent
142	Can change user event	36	change_userevent
143	Can delete user event	36	delete_userevent
144	Can view user event	36	view_userevent
145	Can add team lead	37	add_teamlead
146	Can change team lead	37	change_teamlead
147	Can delete team lead	37	delete_teamlead
148	Can view team lead	37	view_teamlead
149	Can add context	38	add_context
150	Can change context	38	change_context
151	Can delete context	38	delete_context
152	Can view context	38	view_context
153	Can add events	39	add_events
154	Can change events	39	change_events
155	Can delete events	39	delete_events
156	Can view events	39	view_events
157	Can add middleware events	40	add_middlewareevents
158	Can change middleware events	40	change_middlewareevents
159	Can delete middleware events	40	delete_middlewareevents
160	Can view middleware events	40	view_middlewareevents
161	Can add email address	41	add_emailaddress
162	Can change email address	41	change_emailaddress
163	Can delete email address	41	delete_emailaddress
164	Can view email address	41	view_emailaddress
165	Can add email confirmation	42	add_emailconfirmation
166	Can change email confirmation	42	change_emailconfirmation
167	Can delete email confirmation	42	delete_emailconfirmation
168	Can view email confirmation	42	view_emailconfirmation
169	Can add log entry	43	add_logentry
170	Can change log entry	43	change_logentry
171	Can delete log entry	43	delete_logentry
172	Can view log entry	43	view_logentry
173	Can add permission	44	add_permission
174	Can change permission	44	change_permission
175	Can delete permission	44	delete_permission
176	Can view permission	44	view_permission
177	Can add group	45	add_group
178	Can change group	45	change_group
179	Can delete group	45	delete_group
180	Can view group	45	view_group
181	Can add content type	46	add_contenttype
182	Can change content type	46	change_contenttype
183	Can delete content type	46	delete_contenttype
184	Can view content type	46	view_contenttype
185	Can add session	47	add_session
186	Can change session	47	change_session
187	Can delete session	47	delete_session
188	Can view session	47	view_session
\.
COPY public.crm_client (id, created_at, version, updated_at, name, other_name, short_name, sort_key, tier, business, phone, website, address, last_visit_at, archived_at, is_demo, owner_id, team_id, industry_id) FROM stdin;
01a20bd4-939d-7504-9660-691afca11c60	2026-11-24 04:33:30.525989+00	1	2026-11-24 04:33:30.525998+00	华东精工	Huaxing Logistics 0		hua dong jing gong						\N	\N	f	01a20bd4-939b-70c8-961c-6402e62025ca	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	\N
\.
COPY public.crm_clientevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, name, other_name, short_name, sort_key, tier, business, phone, website, address, last_visit_at, archived_at, is_demo, owner_id, pgh_context_id, pgh_obj_id, team_id, industry_id) FROM stdin;
1	2026-11-24 04:33:30.526391+00	insert	01a20bd4-939d-7504-9660-691afca11c60	2026-11-24 04:33:30.525989+00	1	2026-11-24 04:33:30.525998+00	华东精工	Huaxing Logistics 0		hua dong jing gong						\N	\N	f	01a20bd4-939b-70c8-961c-6402e62025ca	\N	01a20bd4-939d-7504-9660-691afca11c60	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	\N
\.
COPY public.crm_clientshare (id, created_at, client_id, shared_by_id, user_id) FROM stdin;
\.
COPY public.crm_competitor (id, created_at, version, updated_at, name, other_name, business, service, strengths, weaknesses, our_answer, website, sort_key, archived_at, is_demo) FROM stdin;
01a20bd4-93a6-74de-8c55-3eabce6a86fe	2026-11-24 04:33:30.535014+00	1	2026-11-24 04:33:30.535023+00	联讯通信0								lian xun tong xin 0	\N	f
\.
COPY public.crm_competitorevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, name, other_name, business, service, strengths, weaknesses, our_answer, website, sort_key, archived_at, is_demo, pgh_context_id, pgh_obj_id) FROM stdin;
1	2026-11-24 04:33:30.535443+00	insert	01a20bd4-93a6-74de-8c55-3eabce6a86fe	2026-11-24 04:33:30.535014+00	1	2026-11-24 04:33:30.535023+00	联讯通信0								lian xun tong xin 0	\N	f	\N	01a20bd4-93a6-74de-8c55-3eabce6a86fe
\.
COPY public.crm_competitorpresence (id, created_at, version, updated_at, product, satisfaction, contract_end, representative, representative_notes, archived_at, client_id, competitor_id) FROM stdin;
\.
COPY public.crm_competitorpresenceevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, product, satisfaction, contract_end, representative, representative_notes, archived_at, client_id, competitor_id, pgh_context_id, pgh_obj_id) FROM stdin;
\.
COPY public.crm_department (id, created_at, version, updated_at, name, function, archived_at, client_id, parent_id) FROM stdin;
01a20bd4-93a1-7ad9-91c9-81c5e7ea892f	2026-11-24 04:33:30.529608+00	1	2026-11-24 04:33:30.529619+00	IT 0	using	\N	01a20bd4-939d-7504-9660-691afca11c60	\N
\.
COPY public.crm_departmentevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, name, function, archived_at, client_id, parent_id, pgh_context_id, pgh_obj_id) FROM stdin;
1	2026-11-24 04:33:30.529965+00	insert	01a20bd4-93a1-7ad9-91c9-81c5e7ea892f	2026-11-24 04:33:30.529608+00	1	2026-11-24 04:33:30.529619+00	IT 0	using	\N	01a20bd4-939d-7504-9660-691afca11c60	\N	\N	01a20bd4-93a1-7ad9-91c9-81c5e7ea892f
\.
COPY public.crm_industry (id, created_at, name_en, name_zh) FROM stdin;
\.
COPY public.crm_person (id, created_at, version, updated_at, name, other_name, courtesy_title, "position", level, mobile, phone, email, wechat, preferred_channel, sort_key, archived_at, client_id, department_id, reports_to_id) FROM stdin;
01a20bd4-93a3-7171-88d3-afa7b6007982	2026-11-24 04:33:30.531893+00	1	2026-11-24 04:33:30.531902+00	王工0				management						wang gong 0	\N	01a20bd4-939d-7504-9660-691afca11c60	\N	\N
\.
COPY public.crm_personevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, name, other_name, courtesy_title, "position", level, mobile, phone, email, wechat, preferred_channel, sort_key, archived_at, client_id, department_id, pgh_context_id, pgh_obj_id, reports_to_id) FROM stdin;
1	2026-11-24 04:33:30.532379+00	insert	01a20bd4-93a3-7171-88d3-afa7b6007982	2026-11-24 04:33:30.531893+00	1	2026-11-24 04:33:30.531902+00	王工0				management						wang gong 0	\N	01a20bd4-939d-7504-9660-691afca11c60	\N	\N	01a20bd4-93a3-7171-88d3-afa7b6007982	\N
\.
COPY public.django_admin_log (id, action_time, object_id, object_repr, action_flag, change_message, content_type_id, user_id) FROM stdin;
\.
COPY public.django_content_type (id, app_label, model) FROM stdin;
1	visits	calendarday
2	visits	promise
3	visits	promisechange
4	visits	reminder
5	visits	notification
6	visits	visit
7	visits	reviewcomment
8	visits	request
9	visits	promiseevent
10	visits	objection
11	visits	visitchange
12	visits	visitevent
13	visits	visitnotes
14	visits	visitrecord
15	visits	visitrecordevent
16	visits	visittopic
17	crm	competitorevent
18	crm	competitorpresence
19	crm	competitorpresenceevent
20	crm	department
21	crm	departmentevent
22	crm	industry
23	crm	person
24	crm	personevent
25	crm	client
26	crm	clientevent
27	crm	clientshare
28	crm	competitor
29	etiquette	page
30	etiquette	revision
31	etiquette	pageevent
32	accounts	user
33	accounts	team
34	accounts	teamevent
35	accounts	teamleadevent
36	accounts	userevent
37	accounts	teamlead
38	pghistory	context
39	pghistory	events
40	pghistory	middlewareevents
41	account	emailaddress
42	account	emailconfirmation
43	admin	logentry
44	auth	permission
45	auth	group
46	contenttypes	contenttype
47	sessions	session
\.
COPY public.django_migrations (id, app, name, applied) FROM stdin;
1	contenttypes	0001_initial	2026-11-24 04:33:24.771477+00
2	contenttypes	0002_remove_content_type_name	2026-11-24 04:33:24.776079+00
3	auth	0001_initial	2026-11-24 04:33:24.792687+00
4	auth	0002_alter_permission_name_max_length	2026-11-24 04:33:24.798347+00
5	auth	0003_alter_user_email_max_length	2026-11-24 04:33:24.806482+00
6	auth	0004_alter_user_username_opts	2026-11-24 04:33:24.812125+00
7	auth	0005_alter_user_last_login_null	2026-11-24 04:33:24.817273+00
8	auth	0006_require_contenttypes_0002	2026-11-24 04:33:24.818453+00
9	auth	0007_alter_validators_add_error_messages	2026-11-24 04:33:24.823582+00
10	auth	0008_alter_user_username_max_length	2026-11-24 04:33:24.829294+00
11	auth	0009_alter_user_last_name_max_length	2026-11-24 04:33:24.834502+00
12	auth	0010_alter_group_name_max_length	2026-11-24 04:33:24.840131+00
13	auth	0011_update_proxy_permissions	2026-11-24 04:33:24.844787+00
14	auth	0012_alter_user_first_name_max_length	2026-11-24 04:33:24.849773+00
15	accounts	0001_initial	2026-11-24 04:33:24.986301+00
16	account	0001_initial	2026-11-24 04:33:25.007907+00
17	account	0002_email_max_length	2026-11-24 04:33:25.017721+00
18	account	0003_alter_emailaddress_create_unique_verified_email	2026-11-24 04:33:25.033502+00
19	account	0004_alter_emailaddress_drop_unique_email	2026-11-24 04:33:25.045981+00
20	account	0005_emailaddress_idx_upper_email	2026-11-24 04:33:25.053114+00
21	account	0006_emailaddress_lower	2026-11-24 04:33:25.060877+00
22	account	0007_emailaddress_idx_email	2026-11-24 04:33:25.073421+00
23	account	0008_emailaddress_unique_primary_email_fixup	2026-11-24 04:33:25.082191+00
24	account	0009_emailaddress_unique_primary_email	2026-11-24 04:33:25.089025+00
25	pghistory	0001_initial	2026-11-24 04:33:25.092216+00
26	pghistory	0002_aggregateevent	2026-11-24 04:33:25.09358+00
27	pghistory	0003_auto_20201023_1636	2026-11-24 04:33:25.095228+00
28	pghistory	0004_auto_20220906_1625	2026-11-24 04:33:25.103215+00
29	pghistory	0005_events_middlewareevents	2026-11-24 04:33:25.105097+00
30	pghistory	0006_delete_aggregateevent	2026-11-24 04:33:25.106005+00
31	pghistory	0007_auto_20250421_0444	2026-11-24 04:33:25.115498+00
32	accounts	0002_history_and_sessions	2026-11-24 04:33:25.267243+00
33	admin	0001_initial	2026-11-24 04:33:25.283298+00
34	admin	0002_logentry_remove_auto_add	2026-11-24 04:33:25.292148+00
35	admin	0003_logentry_add_action_flag_choices	2026-11-24 04:33:25.299051+00
36	core	0001_search_function	2026-11-24 04:33:25.301353+00
37	crm	0001_initial	2026-11-24 04:33:26.298628+00
38	etiquette	0001_initial	2026-11-24 04:33:26.514109+00
39	sessions	0001_initial	2026-11-24 04:33:26.526815+00
40	visits	0001_initial	2026-11-24 04:33:28.815924+00
\.
COPY public.etiquette_page (id, created_at, version, updated_at, title_en, title_zh, body_en, body_zh, slug, occasion, "position", latest_number, published_at, published_id) FROM stdin;
\.
COPY public.etiquette_pageevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, title_en, title_zh, body_en, body_zh, slug, occasion, "position", latest_number, published_at, pgh_context_id, pgh_obj_id, published_id) FROM stdin;
\.
COPY public.etiquette_revision (id, created_at, title_en, title_zh, body_en, body_zh, number, note, is_standard, published_at, author_id, page_id, published_by_id) FROM stdin;
\.
COPY public.pghistory_context (id, created_at, updated_at, metadata) FROM stdin;
\.
COPY public.visits_calendarday (id, created_at, day, is_workday, label, is_confirmed) FROM stdin;
\.
COPY public.visits_notification (id, created_at, kind, subject_kind, subject_id, facts, read_at, recipient_id, reminder_id) FROM stdin;
\.
COPY public.visits_objection (id, created_at, version, updated_at, text, noted_at, kind, answer, client_id, noted_by_id, person_id, visit_id) FROM stdin;
\.
COPY public.visits_promise (id, created_at, version, updated_at, text, cost, due_on, state, closed_at, outcome, is_demo, client_id, owner_id, person_id, team_id, visit_id) FROM stdin;
01a20bd4-93ac-7cd0-8383-64325a243453	2026-11-24 04:33:30.540702+00	1	2026-11-24 04:33:30.540709+00	样品周五寄出		2026-11-27	open	\N		f	01a20bd4-939d-7504-9660-691afca11c60	01a20bd4-939b-70c8-961c-6402e62025ca	\N	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	\N
\.
COPY public.visits_promisechange (id, created_at, old_due_on, new_due_on, agreed_with_client, reason, by_id, promise_id) FROM stdin;
\.
COPY public.visits_promiseevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, text, cost, due_on, state, closed_at, outcome, is_demo, client_id, owner_id, person_id, pgh_context_id, pgh_obj_id, team_id, visit_id) FROM stdin;
1	2026-11-24 04:33:30.541144+00	insert	01a20bd4-93ac-7cd0-8383-64325a243453	2026-11-24 04:33:30.540702+00	1	2026-11-24 04:33:30.540709+00	样品周五寄出		2026-11-27	open	\N		f	01a20bd4-939d-7504-9660-691afca11c60	01a20bd4-939b-70c8-961c-6402e62025ca	\N	\N	01a20bd4-93ac-7cd0-8383-64325a243453	01a20bd4-9394-7cbd-aafc-a1118e5d1c47	\N
\.
COPY public.visits_reminder (id, created_at, subject_kind, subject_id, kind, due_at, channel, leased_until, attempts, sent_at, dropped_at, last_error, recipient_id) FROM stdin;
01a20bd4-93af-7bf3-8544-d2dd4f7f1cdc	2026-11-24 04:33:30.543319+00	promise	01a20bd4-93ac-7cd0-8383-64325a243453	promise_due	2026-11-24 04:33:30.543208+00	in_app	\N	0	\N	\N		01a20bd4-939b-70c8-961c-6402e62025ca
01a20bd4-93af-71b1-b4a7-217cc8405234	2026-11-24 04:33:30.543374+00	promise	01a20bd4-93ac-7cd0-8383-64325a243453	promise_due	2026-11-24 04:33:30.543208+00	mail	\N	0	\N	\N		01a20bd4-939b-70c8-961c-6402e62025ca
\.
COPY public.visits_request (id, created_at, version, updated_at, text, noted_at, category, resolution, resolved_at, client_id, noted_by_id, person_id, visit_id) FROM stdin;
\.
COPY public.visits_reviewcomment (id, created_at, body, verdict, author_id, visit_id) FROM stdin;
\.
COPY public.visits_visit (id, created_at, version, updated_at, kind, state, starts_at, planned_minutes, purpose, success, place, materials, expected_objections, confirmed_at, arrived_at, left_at, cancelled_at, cancel_reason, is_shared_for_discussion, is_demo, client_id, owner_id, team_id) FROM stdin;
01a20bd4-93a9-771a-a0fb-3a7442235359	2026-11-24 04:33:30.537684+00	1	2026-11-24 04:33:30.53769+00	appointment	planned	2026-11-25 04:33:30.537311+00	45	Renew the fleet SIM contract	A date with the IT head				\N	\N	\N	\N		f	f	01a20bd4-939d-7504-9660-691afca11c60	01a20bd4-939b-70c8-961c-6402e62025ca	01a20bd4-9394-7cbd-aafc-a1118e5d1c47
\.
COPY public.visits_visit_people (id, visit_id, person_id) FROM stdin;
\.
COPY public.visits_visitchange (id, created_at, old_starts_at, new_starts_at, reason, by_id, visit_id) FROM stdin;
\.
COPY public.visits_visitevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, kind, state, starts_at, planned_minutes, purpose, success, place, materials, expected_objections, confirmed_at, arrived_at, left_at, cancelled_at, cancel_reason, is_shared_for_discussion, is_demo, client_id, owner_id, pgh_context_id, pgh_obj_id, team_id) FROM stdin;
1	2026-11-24 04:33:30.538164+00	insert	01a20bd4-93a9-771a-a0fb-3a7442235359	2026-11-24 04:33:30.537684+00	1	2026-11-24 04:33:30.53769+00	appointment	planned	2026-11-25 04:33:30.537311+00	45	Renew the fleet SIM contract	A date with the IT head				\N	\N	\N	\N		f	f	01a20bd4-939d-7504-9660-691afca11c60	01a20bd4-939b-70c8-961c-6402e62025ca	\N	01a20bd4-93a9-771a-a0fb-3a7442235359	01a20bd4-9394-7cbd-aafc-a1118e5d1c47
\.
COPY public.visits_visitnotes (id, created_at, version, updated_at, body, visit_id) FROM stdin;
\.
COPY public.visits_visitrecord (id, created_at, version, updated_at, result, result_note, gains, losses, next_step, next_contact_on, first_submitted_at, submitted_at, reviewed_at, reviewed_by_id, visit_id) FROM stdin;
\.
COPY public.visits_visitrecordevent (pgh_id, pgh_created_at, pgh_label, id, created_at, version, updated_at, result, result_note, gains, losses, next_step, next_contact_on, first_submitted_at, submitted_at, reviewed_at, pgh_context_id, pgh_obj_id, reviewed_by_id, visit_id) FROM stdin;
\.
COPY public.visits_visittopic (id, created_at, version, updated_at, "position", text, is_done, note, visit_id) FROM stdin;
\.
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_team_leads_id_seq', 1, true);
SELECT pg_catalog.setval('public.accounts_teamevent_pgh_id_seq', 2, true);
SELECT pg_catalog.setval('public.accounts_teamleadevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_userevent_pgh_id_seq', 3, true);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 188, true);
SELECT pg_catalog.setval('public.crm_clientevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.crm_competitorevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.crm_competitorpresenceevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.crm_departmentevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.crm_personevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 47, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 40, true);
SELECT pg_catalog.setval('public.etiquette_pageevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.visits_promiseevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.visits_visit_people_id_seq', 1, false);
SELECT pg_catalog.setval('public.visits_visitevent_pgh_id_seq', 1, true);
SELECT pg_catalog.setval('public.visits_visitrecordevent_pgh_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_team_leads
    ADD CONSTRAINT accounts_team_leads_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_team_leads
    ADD CONSTRAINT accounts_team_leads_team_id_user_id_b795888b_uniq UNIQUE (team_id, user_id);
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT accounts_team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_teamevent
    ADD CONSTRAINT accounts_teamevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.accounts_teamleadevent
    ADD CONSTRAINT accounts_teamleadevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.accounts_userevent
    ADD CONSTRAINT accounts_userevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_clientshare
    ADD CONSTRAINT client_shared_once UNIQUE (user_id, client_id);
ALTER TABLE ONLY public.crm_competitor
    ADD CONSTRAINT competitor_name_once UNIQUE (name);
ALTER TABLE ONLY public.crm_client
    ADD CONSTRAINT crm_client_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_clientevent
    ADD CONSTRAINT crm_clientevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.crm_clientshare
    ADD CONSTRAINT crm_clientshare_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_competitor
    ADD CONSTRAINT crm_competitor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_competitorevent
    ADD CONSTRAINT crm_competitorevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.crm_competitorpresence
    ADD CONSTRAINT crm_competitorpresence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_competitorpresenceevent
    ADD CONSTRAINT crm_competitorpresenceevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.crm_department
    ADD CONSTRAINT crm_department_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_departmentevent
    ADD CONSTRAINT crm_departmentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.crm_industry
    ADD CONSTRAINT crm_industry_name_en_key UNIQUE (name_en);
ALTER TABLE ONLY public.crm_industry
    ADD CONSTRAINT crm_industry_name_zh_key UNIQUE (name_zh);
ALTER TABLE ONLY public.crm_industry
    ADD CONSTRAINT crm_industry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_person
    ADD CONSTRAINT crm_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.crm_personevent
    ADD CONSTRAINT crm_personevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.etiquette_page
    ADD CONSTRAINT etiquette_page_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.etiquette_page
    ADD CONSTRAINT etiquette_page_published_id_key UNIQUE (published_id);
ALTER TABLE ONLY public.etiquette_page
    ADD CONSTRAINT etiquette_page_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.etiquette_pageevent
    ADD CONSTRAINT etiquette_pageevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.etiquette_revision
    ADD CONSTRAINT etiquette_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_reminder
    ADD CONSTRAINT reminder_once UNIQUE (subject_id, kind, due_at, recipient_id, channel);
ALTER TABLE ONLY public.etiquette_revision
    ADD CONSTRAINT revision_number_once_per_page UNIQUE (page_id, number);
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT team_name_once_per_parent UNIQUE NULLS NOT DISTINCT (parent_id, name);
ALTER TABLE ONLY public.visits_calendarday
    ADD CONSTRAINT visits_calendarday_day_key UNIQUE (day);
ALTER TABLE ONLY public.visits_calendarday
    ADD CONSTRAINT visits_calendarday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_notification
    ADD CONSTRAINT visits_notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_notification
    ADD CONSTRAINT visits_notification_reminder_id_key UNIQUE (reminder_id);
ALTER TABLE ONLY public.visits_objection
    ADD CONSTRAINT visits_objection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_promisechange
    ADD CONSTRAINT visits_promisechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_promiseevent
    ADD CONSTRAINT visits_promiseevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.visits_reminder
    ADD CONSTRAINT visits_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_request
    ADD CONSTRAINT visits_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_reviewcomment
    ADD CONSTRAINT visits_reviewcomment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visit_people
    ADD CONSTRAINT visits_visit_people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visit_people
    ADD CONSTRAINT visits_visit_people_visit_id_person_id_b7801ff7_uniq UNIQUE (visit_id, person_id);
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitchange
    ADD CONSTRAINT visits_visitchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitevent
    ADD CONSTRAINT visits_visitevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.visits_visitnotes
    ADD CONSTRAINT visits_visitnotes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitnotes
    ADD CONSTRAINT visits_visitnotes_visit_id_key UNIQUE (visit_id);
ALTER TABLE ONLY public.visits_visitrecord
    ADD CONSTRAINT visits_visitrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits_visitrecord
    ADD CONSTRAINT visits_visitrecord_visit_id_key UNIQUE (visit_id);
ALTER TABLE ONLY public.visits_visitrecordevent
    ADD CONSTRAINT visits_visitrecordevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.visits_visittopic
    ADD CONSTRAINT visits_visittopic_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_team_leads_team_id_6615c5fd ON public.accounts_team_leads USING btree (team_id);
CREATE INDEX accounts_team_leads_user_id_0b721a1c ON public.accounts_team_leads USING btree (user_id);
CREATE INDEX accounts_team_parent_id_6c6f6e1c ON public.accounts_team USING btree (parent_id);
CREATE INDEX accounts_teamevent_parent_id_8b19ed9c ON public.accounts_teamevent USING btree (parent_id);
CREATE INDEX accounts_teamevent_pgh_context_id_a1f17036 ON public.accounts_teamevent USING btree (pgh_context_id);
CREATE INDEX accounts_teamevent_pgh_obj_id_31bbebed ON public.accounts_teamevent USING btree (pgh_obj_id);
CREATE INDEX accounts_teamleadevent_pgh_context_id_e7360d02 ON public.accounts_teamleadevent USING btree (pgh_context_id);
CREATE INDEX accounts_teamleadevent_team_id_213535b9 ON public.accounts_teamleadevent USING btree (team_id);
CREATE INDEX accounts_teamleadevent_user_id_422a997f ON public.accounts_teamleadevent USING btree (user_id);
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);
CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);
CREATE INDEX accounts_user_team_id_27b7f1fa ON public.accounts_user USING btree (team_id);
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);
CREATE INDEX accounts_user_username_6088629e_like ON public.accounts_user USING btree (username varchar_pattern_ops);
CREATE INDEX accounts_userevent_pgh_context_id_9043cf9a ON public.accounts_userevent USING btree (pgh_context_id);
CREATE INDEX accounts_userevent_pgh_obj_id_aa99e6a3 ON public.accounts_userevent USING btree (pgh_obj_id);
CREATE INDEX accounts_userevent_team_id_4c638e67 ON public.accounts_userevent USING btree (team_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX client_by_name ON public.crm_client USING btree (sort_key, id);
CREATE INDEX client_by_owner ON public.crm_client USING btree (owner_id, sort_key, id);
CREATE INDEX client_by_team ON public.crm_client USING btree (team_id, sort_key, id);
CREATE INDEX client_search ON public.crm_client USING gin (search);
CREATE INDEX comment_by_visit ON public.visits_reviewcomment USING btree (visit_id, created_at);
CREATE INDEX competitor_by_name ON public.crm_competitor USING btree (sort_key, id);
CREATE INDEX competitor_search ON public.crm_competitor USING gin (search);
CREATE INDEX crm_client_industry_id_e6a64229 ON public.crm_client USING btree (industry_id);
CREATE INDEX crm_client_owner_id_a1636317 ON public.crm_client USING btree (owner_id);
CREATE INDEX crm_client_team_id_e9560771 ON public.crm_client USING btree (team_id);
CREATE INDEX crm_clientevent_industry_id_3e09961a ON public.crm_clientevent USING btree (industry_id);
CREATE INDEX crm_clientevent_owner_id_cff26889 ON public.crm_clientevent USING btree (owner_id);
CREATE INDEX crm_clientevent_pgh_context_id_c6f90c29 ON public.crm_clientevent USING btree (pgh_context_id);
CREATE INDEX crm_clientevent_pgh_obj_id_21576d50 ON public.crm_clientevent USING btree (pgh_obj_id);
CREATE INDEX crm_clientevent_team_id_cca3d7b8 ON public.crm_clientevent USING btree (team_id);
CREATE INDEX crm_clientshare_client_id_a0f239f7 ON public.crm_clientshare USING btree (client_id);
CREATE INDEX crm_clientshare_shared_by_id_63947ec4 ON public.crm_clientshare USING btree (shared_by_id);
CREATE INDEX crm_clientshare_user_id_feebd3c9 ON public.crm_clientshare USING btree (user_id);
CREATE INDEX crm_competitorevent_pgh_context_id_87a7f370 ON public.crm_competitorevent USING btree (pgh_context_id);
CREATE INDEX crm_competitorevent_pgh_obj_id_30dae52b ON public.crm_competitorevent USING btree (pgh_obj_id);
CREATE INDEX crm_competitorpresence_client_id_f179e74e ON public.crm_competitorpresence USING btree (client_id);
CREATE INDEX crm_competitorpresence_competitor_id_c762040c ON public.crm_competitorpresence USING btree (competitor_id);
CREATE INDEX crm_competitorpresenceevent_client_id_1ff77c39 ON public.crm_competitorpresenceevent USING btree (client_id);
CREATE INDEX crm_competitorpresenceevent_competitor_id_b39171e1 ON public.crm_competitorpresenceevent USING btree (competitor_id);
CREATE INDEX crm_competitorpresenceevent_pgh_context_id_f4a19834 ON public.crm_competitorpresenceevent USING btree (pgh_context_id);
CREATE INDEX crm_competitorpresenceevent_pgh_obj_id_e3ad7e00 ON public.crm_competitorpresenceevent USING btree (pgh_obj_id);
CREATE INDEX crm_department_client_id_7fa072eb ON public.crm_department USING btree (client_id);
CREATE INDEX crm_department_parent_id_3a1d0a7c ON public.crm_department USING btree (parent_id);
CREATE INDEX crm_departmentevent_client_id_1373fdf8 ON public.crm_departmentevent USING btree (client_id);
CREATE INDEX crm_departmentevent_parent_id_ca69c984 ON public.crm_departmentevent USING btree (parent_id);
CREATE INDEX crm_departmentevent_pgh_context_id_bce52860 ON public.crm_departmentevent USING btree (pgh_context_id);
CREATE INDEX crm_departmentevent_pgh_obj_id_15bd654a ON public.crm_departmentevent USING btree (pgh_obj_id);
CREATE INDEX crm_industry_name_en_66aa4a76_like ON public.crm_industry USING btree (name_en varchar_pattern_ops);
CREATE INDEX crm_industry_name_zh_586aa815_like ON public.crm_industry USING btree (name_zh varchar_pattern_ops);
CREATE INDEX crm_person_client_id_d7af2ea2 ON public.crm_person USING btree (client_id);
CREATE INDEX crm_person_department_id_1cb65cf7 ON public.crm_person USING btree (department_id);
CREATE INDEX crm_person_reports_to_id_f15ed929 ON public.crm_person USING btree (reports_to_id);
CREATE INDEX crm_personevent_client_id_5ae636c3 ON public.crm_personevent USING btree (client_id);
CREATE INDEX crm_personevent_department_id_699663f6 ON public.crm_personevent USING btree (department_id);
CREATE INDEX crm_personevent_pgh_context_id_946e405c ON public.crm_personevent USING btree (pgh_context_id);
CREATE INDEX crm_personevent_pgh_obj_id_928243ef ON public.crm_personevent USING btree (pgh_obj_id);
CREATE INDEX crm_personevent_reports_to_id_83993de6 ON public.crm_personevent USING btree (reports_to_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX etiquette_page_slug_7f2a9e9a_like ON public.etiquette_page USING btree (slug varchar_pattern_ops);
CREATE INDEX etiquette_pageevent_pgh_context_id_18b720ac ON public.etiquette_pageevent USING btree (pgh_context_id);
CREATE INDEX etiquette_pageevent_pgh_obj_id_86d09444 ON public.etiquette_pageevent USING btree (pgh_obj_id);
CREATE INDEX etiquette_pageevent_published_id_3ad90336 ON public.etiquette_pageevent USING btree (published_id);
CREATE INDEX etiquette_revision_author_id_d9a8ce84 ON public.etiquette_revision USING btree (author_id);
CREATE INDEX etiquette_revision_page_id_49a7c35d ON public.etiquette_revision USING btree (page_id);
CREATE INDEX etiquette_revision_published_by_id_df39f9c7 ON public.etiquette_revision USING btree (published_by_id);
CREATE INDEX notification_by_person ON public.visits_notification USING btree (recipient_id, created_at DESC, id DESC);
CREATE INDEX notification_unread ON public.visits_notification USING btree (recipient_id) WHERE (read_at IS NULL);
CREATE INDEX objection_by_client ON public.visits_objection USING btree (client_id, noted_at DESC);
CREATE INDEX objection_by_visit ON public.visits_objection USING btree (visit_id);
CREATE INDEX page_occasion ON public.etiquette_page USING btree (occasion, "position");
CREATE INDEX person_by_client ON public.crm_person USING btree (client_id, sort_key, id);
CREATE INDEX person_search ON public.crm_person USING gin (search);
CREATE INDEX presence_by_client ON public.crm_competitorpresence USING btree (client_id, contract_end);
CREATE INDEX presence_by_rival ON public.crm_competitorpresence USING btree (competitor_id, contract_end);
CREATE INDEX promise_by_client ON public.visits_promise USING btree (client_id, due_on, id);
CREATE INDEX promise_by_due ON public.visits_promise USING btree (due_on, id);
CREATE INDEX promise_by_owner ON public.visits_promise USING btree (owner_id, due_on, id);
CREATE INDEX promise_by_visit ON public.visits_promise USING btree (visit_id);
CREATE INDEX promise_open_by_due ON public.visits_promise USING btree (due_on, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX promise_open_by_owner ON public.visits_promise USING btree (owner_id, due_on, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX promise_open_by_team ON public.visits_promise USING btree (team_id, due_on, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX record_by_submission ON public.visits_visitrecord USING btree (submitted_at, id);
CREATE INDEX record_next_contact ON public.visits_visitrecord USING btree (next_contact_on, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX reminder_waiting ON public.visits_reminder USING btree (due_at, id) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX request_by_client ON public.visits_request USING btree (client_id, noted_at DESC);
CREATE INDEX request_by_visit ON public.visits_request USING btree (visit_id);
CREATE INDEX revision_search ON public.etiquette_revision USING gin (search);
CREATE INDEX topic_by_visit ON public.visits_visittopic USING btree (visit_id, "position");
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX user_email_once ON public.accounts_user USING btree (lower((email)::text));
CREATE INDEX user_team ON public.accounts_user USING btree (team_id, is_active);
CREATE UNIQUE INDEX user_username_once ON public.accounts_user USING btree (lower((username)::text));
CREATE INDEX visit_ahead ON public.visits_visit USING btree (owner_id, starts_at, id) WHERE ((state)::text = ANY ((ARRAY['planned'::character varying, 'confirmed'::character varying, 'in_progress'::character varying])::text[]));
CREATE INDEX visit_by_client ON public.visits_visit USING btree (client_id, starts_at DESC, id DESC);
CREATE INDEX visit_by_owner ON public.visits_visit USING btree (owner_id, starts_at DESC, id DESC);
CREATE INDEX visit_by_team ON public.visits_visit USING btree (team_id, starts_at DESC, id DESC);
CREATE INDEX visit_by_time ON public.visits_visit USING btree (starts_at DESC, id DESC);
CREATE INDEX visit_to_record ON public.visits_visit USING btree (owner_id, left_at) WHERE ((state)::text = ANY ((ARRAY['to_record'::character varying, 'sent_back'::character varying])::text[]));
CREATE INDEX visit_to_review ON public.visits_visit USING btree (team_id, id) WHERE ((state)::text = 'recorded'::text);
CREATE INDEX visits_notification_recipient_id_1857734c ON public.visits_notification USING btree (recipient_id);
CREATE INDEX visits_objection_client_id_f7ac71c7 ON public.visits_objection USING btree (client_id);
CREATE INDEX visits_objection_noted_by_id_b52e4790 ON public.visits_objection USING btree (noted_by_id);
CREATE INDEX visits_objection_person_id_355e9049 ON public.visits_objection USING btree (person_id);
CREATE INDEX visits_objection_visit_id_c3c6d171 ON public.visits_objection USING btree (visit_id);
CREATE INDEX visits_promise_client_id_1c91af71 ON public.visits_promise USING btree (client_id);
CREATE INDEX visits_promise_owner_id_b338efca ON public.visits_promise USING btree (owner_id);
CREATE INDEX visits_promise_person_id_dd5c9b04 ON public.visits_promise USING btree (person_id);
CREATE INDEX visits_promise_team_id_a9555c80 ON public.visits_promise USING btree (team_id);
CREATE INDEX visits_promise_visit_id_e46a5546 ON public.visits_promise USING btree (visit_id);
CREATE INDEX visits_promisechange_by_id_e7670d44 ON public.visits_promisechange USING btree (by_id);
CREATE INDEX visits_promisechange_promise_id_becb3288 ON public.visits_promisechange USING btree (promise_id);
CREATE INDEX visits_promiseevent_client_id_7bbe2bb5 ON public.visits_promiseevent USING btree (client_id);
CREATE INDEX visits_promiseevent_owner_id_724470bb ON public.visits_promiseevent USING btree (owner_id);
CREATE INDEX visits_promiseevent_person_id_f20a8458 ON public.visits_promiseevent USING btree (person_id);
CREATE INDEX visits_promiseevent_pgh_context_id_5c200a0d ON public.visits_promiseevent USING btree (pgh_context_id);
CREATE INDEX visits_promiseevent_pgh_obj_id_f24c99bc ON public.visits_promiseevent USING btree (pgh_obj_id);
CREATE INDEX visits_promiseevent_team_id_9f1074f5 ON public.visits_promiseevent USING btree (team_id);
CREATE INDEX visits_promiseevent_visit_id_ca0ba95a ON public.visits_promiseevent USING btree (visit_id);
CREATE INDEX visits_reminder_recipient_id_15b6a625 ON public.visits_reminder USING btree (recipient_id);
CREATE INDEX visits_request_client_id_164fd4e3 ON public.visits_request USING btree (client_id);
CREATE INDEX visits_request_noted_by_id_684b310b ON public.visits_request USING btree (noted_by_id);
CREATE INDEX visits_request_person_id_35a6ebf2 ON public.visits_request USING btree (person_id);
CREATE INDEX visits_request_visit_id_90209a89 ON public.visits_request USING btree (visit_id);
CREATE INDEX visits_reviewcomment_author_id_d13c6727 ON public.visits_reviewcomment USING btree (author_id);
CREATE INDEX visits_reviewcomment_visit_id_642745c9 ON public.visits_reviewcomment USING btree (visit_id);
CREATE INDEX visits_visit_client_id_28388262 ON public.visits_visit USING btree (client_id);
CREATE INDEX visits_visit_owner_id_4ca8189e ON public.visits_visit USING btree (owner_id);
CREATE INDEX visits_visit_people_person_id_a9754e1c ON public.visits_visit_people USING btree (person_id);
CREATE INDEX visits_visit_people_visit_id_511eba86 ON public.visits_visit_people USING btree (visit_id);
CREATE INDEX visits_visit_team_id_645f194d ON public.visits_visit USING btree (team_id);
CREATE INDEX visits_visitchange_by_id_8283d736 ON public.visits_visitchange USING btree (by_id);
CREATE INDEX visits_visitchange_visit_id_b4f3a282 ON public.visits_visitchange USING btree (visit_id);
CREATE INDEX visits_visitevent_client_id_19576aa9 ON public.visits_visitevent USING btree (client_id);
CREATE INDEX visits_visitevent_owner_id_5919ff8a ON public.visits_visitevent USING btree (owner_id);
CREATE INDEX visits_visitevent_pgh_context_id_3401b950 ON public.visits_visitevent USING btree (pgh_context_id);
CREATE INDEX visits_visitevent_pgh_obj_id_751ab1e1 ON public.visits_visitevent USING btree (pgh_obj_id);
CREATE INDEX visits_visitevent_team_id_569096c9 ON public.visits_visitevent USING btree (team_id);
CREATE INDEX visits_visitrecord_reviewed_by_id_93b26681 ON public.visits_visitrecord USING btree (reviewed_by_id);
CREATE INDEX visits_visitrecordevent_pgh_context_id_9c0114dd ON public.visits_visitrecordevent USING btree (pgh_context_id);
CREATE INDEX visits_visitrecordevent_pgh_obj_id_7eafb89a ON public.visits_visitrecordevent USING btree (pgh_obj_id);
CREATE INDEX visits_visitrecordevent_reviewed_by_id_a0ec2331 ON public.visits_visitrecordevent USING btree (reviewed_by_id);
CREATE INDEX visits_visitrecordevent_visit_id_835d979c ON public.visits_visitrecordevent USING btree (visit_id);
CREATE INDEX visits_visittopic_visit_id_963a26bd ON public.visits_visittopic USING btree (visit_id);
CREATE TRIGGER pgtrigger_delete_delete_5bd04 AFTER DELETE ON public.accounts_team FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_5bd04();
COMMENT ON TRIGGER pgtrigger_delete_delete_5bd04 ON public.accounts_team IS '2547a375a03170365473a2e9c3d093f778d2c883';
CREATE TRIGGER pgtrigger_delete_delete_7ee90 AFTER DELETE ON public.accounts_team_leads FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_7ee90();
COMMENT ON TRIGGER pgtrigger_delete_delete_7ee90 ON public.accounts_team_leads IS '545442d5e114363d1567897dd15eba04df3d7ee8';
CREATE TRIGGER pgtrigger_insert_insert_0aab6 AFTER INSERT ON public.accounts_team_leads FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0aab6();
COMMENT ON TRIGGER pgtrigger_insert_insert_0aab6 ON public.accounts_team_leads IS '09856868ba193d5e5c0a1f90149a00a4993d389f';
CREATE TRIGGER pgtrigger_insert_insert_17596 AFTER INSERT ON public.crm_department FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_17596();
COMMENT ON TRIGGER pgtrigger_insert_insert_17596 ON public.crm_department IS 'fd83e0f74bfc664692658fd45be6ef8e6fb95b78';
CREATE TRIGGER pgtrigger_insert_insert_3867c AFTER INSERT ON public.accounts_user FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3867c();
COMMENT ON TRIGGER pgtrigger_insert_insert_3867c ON public.accounts_user IS '219eb39831877152c54865f50d6dad751d16d17c';
CREATE TRIGGER pgtrigger_insert_insert_6d990 AFTER INSERT ON public.visits_promise FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6d990();
COMMENT ON TRIGGER pgtrigger_insert_insert_6d990 ON public.visits_promise IS 'c07fe8e3ce34b97b781cbc015d34d685dcb93bd0';
CREATE TRIGGER pgtrigger_insert_insert_71b40 AFTER INSERT ON public.accounts_team FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_71b40();
COMMENT ON TRIGGER pgtrigger_insert_insert_71b40 ON public.accounts_team IS 'bd8c55705224d677202e8bb1966c0e2d67bf1cc6';
CREATE TRIGGER pgtrigger_insert_insert_7e022 AFTER INSERT ON public.visits_visitrecord FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7e022();
COMMENT ON TRIGGER pgtrigger_insert_insert_7e022 ON public.visits_visitrecord IS 'ab7dcab1a32716a10ce5a95b1166fffec7464409';
CREATE TRIGGER pgtrigger_insert_insert_8865c AFTER INSERT ON public.crm_competitor FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8865c();
COMMENT ON TRIGGER pgtrigger_insert_insert_8865c ON public.crm_competitor IS '3839433ff7352a376ce161737f82f5ca0fb1dfc1';
CREATE TRIGGER pgtrigger_insert_insert_88f2b AFTER INSERT ON public.crm_competitorpresence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_88f2b();
COMMENT ON TRIGGER pgtrigger_insert_insert_88f2b ON public.crm_competitorpresence IS '4607c3d8e1c0b160c47e349abc8635b2c5e39dd2';
CREATE TRIGGER pgtrigger_insert_insert_98722 AFTER INSERT ON public.crm_person FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_98722();
COMMENT ON TRIGGER pgtrigger_insert_insert_98722 ON public.crm_person IS 'bc0704c712285efcd11774cbac76bcef82e5b59a';
CREATE TRIGGER pgtrigger_insert_insert_9d6da AFTER INSERT ON public.visits_visit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9d6da();
COMMENT ON TRIGGER pgtrigger_insert_insert_9d6da ON public.visits_visit IS '79573ac501f7a4d27ee391e58f278a5a4864b1ad';
CREATE TRIGGER pgtrigger_insert_insert_e69b9 AFTER INSERT ON public.crm_client FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e69b9();
COMMENT ON TRIGGER pgtrigger_insert_insert_e69b9 ON public.crm_client IS '854f2e5f824ef4512b283abdfdc9f9fe2ccb1a4d';
CREATE TRIGGER pgtrigger_insert_insert_fd0a6 AFTER INSERT ON public.etiquette_page FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fd0a6();
COMMENT ON TRIGGER pgtrigger_insert_insert_fd0a6 ON public.etiquette_page IS '525c4c8330b723943b40d99f0695eb78b1ce529c';
CREATE TRIGGER pgtrigger_revision_text_is_kept_3ce5e BEFORE UPDATE ON public.etiquette_revision FOR EACH ROW WHEN (((old.page_id IS DISTINCT FROM new.page_id) OR (old.number IS DISTINCT FROM new.number) OR ((old.title_en)::text IS DISTINCT FROM (new.title_en)::text) OR ((old.title_zh)::text IS DISTINCT FROM (new.title_zh)::text) OR (old.body_en IS DISTINCT FROM new.body_en) OR (old.body_zh IS DISTINCT FROM new.body_zh) OR ((old.note)::text IS DISTINCT FROM (new.note)::text) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.is_standard IS DISTINCT FROM new.is_standard) OR (old.created_at IS DISTINCT FROM new.created_at))) EXECUTE FUNCTION public.pgtrigger_revision_text_is_kept_3ce5e();
COMMENT ON TRIGGER pgtrigger_revision_text_is_kept_3ce5e ON public.etiquette_revision IS '3b8a4b01475a3813b82c3a78667e52984a72151d';
CREATE TRIGGER pgtrigger_update_update_057d7 AFTER UPDATE ON public.crm_competitorpresence FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_057d7();
COMMENT ON TRIGGER pgtrigger_update_update_057d7 ON public.crm_competitorpresence IS '64f68b072a08c6f3da705a4c0ab79ed7712ab025';
CREATE TRIGGER pgtrigger_update_update_0e890 AFTER UPDATE ON public.accounts_user FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.is_staff IS DISTINCT FROM new.is_staff) OR (old.is_superuser IS DISTINCT FROM new.is_superuser) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text) OR (old.team_id IS DISTINCT FROM new.team_id) OR ((old.theme)::text IS DISTINCT FROM (new.theme)::text) OR ((old.time_zone)::text IS DISTINCT FROM (new.time_zone)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR ((old.username)::text IS DISTINCT FROM (new.username)::text) OR (old.version IS DISTINCT FROM new.version))) EXECUTE FUNCTION public.pgtrigger_update_update_0e890();
COMMENT ON TRIGGER pgtrigger_update_update_0e890 ON public.accounts_user IS '88cf5572bfc77caa5c1a1d7acffe18f9e6d77f3c';
CREATE TRIGGER pgtrigger_update_update_1a549 AFTER UPDATE ON public.crm_department FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_1a549();
COMMENT ON TRIGGER pgtrigger_update_update_1a549 ON public.crm_department IS 'efd9138ea23f1335ce402d5f15a6bc4e9bf64fe3';
CREATE TRIGGER pgtrigger_update_update_3bbc5 AFTER UPDATE ON public.visits_visitrecord FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3bbc5();
COMMENT ON TRIGGER pgtrigger_update_update_3bbc5 ON public.visits_visitrecord IS 'a538467afb58e99262bf3a7ce1b4eb079f5ac61b';
CREATE TRIGGER pgtrigger_update_update_3d780 AFTER UPDATE ON public.crm_client FOR EACH ROW WHEN ((((old.address)::text IS DISTINCT FROM (new.address)::text) OR (old.archived_at IS DISTINCT FROM new.archived_at) OR (old.business IS DISTINCT FROM new.business) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.industry_id IS DISTINCT FROM new.industry_id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR (old.last_visit_at IS DISTINCT FROM new.last_visit_at) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.other_name)::text IS DISTINCT FROM (new.other_name)::text) OR (old.owner_id IS DISTINCT FROM new.owner_id) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.short_name)::text IS DISTINCT FROM (new.short_name)::text) OR ((old.sort_key)::text IS DISTINCT FROM (new.sort_key)::text) OR (old.team_id IS DISTINCT FROM new.team_id) OR ((old.tier)::text IS DISTINCT FROM (new.tier)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.version IS DISTINCT FROM new.version) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_3d780();
COMMENT ON TRIGGER pgtrigger_update_update_3d780 ON public.crm_client IS '19164f6d37ea3006d52e57e0097cd75391a113c8';
CREATE TRIGGER pgtrigger_update_update_3f75f AFTER UPDATE ON public.crm_competitor FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.business IS DISTINCT FROM new.business) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.id IS DISTINCT FROM new.id) OR (old.is_demo IS DISTINCT FROM new.is_demo) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.other_name)::text IS DISTINCT FROM (new.other_name)::text) OR (old.our_answer IS DISTINCT FROM new.our_answer) OR (old.service IS DISTINCT FROM new.service) OR ((old.sort_key)::text IS DISTINCT FROM (new.sort_key)::text) OR (old.strengths IS DISTINCT FROM new.strengths) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.version IS DISTINCT FROM new.version) OR (old.weaknesses IS DISTINCT FROM new.weaknesses) OR ((old.website)::text IS DISTINCT FROM (new.website)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_3f75f();
COMMENT ON TRIGGER pgtrigger_update_update_3f75f ON public.crm_competitor IS 'c6936ed09c1e430a917d5e0d77d489143d74b9a0';
CREATE TRIGGER pgtrigger_update_update_41cf1 AFTER UPDATE ON public.visits_visit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_41cf1();
COMMENT ON TRIGGER pgtrigger_update_update_41cf1 ON public.visits_visit IS '46c4eb32a9254182da32c6eef316d9d1f7941a9e';
CREATE TRIGGER pgtrigger_update_update_46925 AFTER UPDATE ON public.crm_person FOR EACH ROW WHEN (((old.archived_at IS DISTINCT FROM new.archived_at) OR (old.client_id IS DISTINCT FROM new.client_id) OR ((old.courtesy_title)::text IS DISTINCT FROM (new.courtesy_title)::text) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.department_id IS DISTINCT FROM new.department_id) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.level)::text IS DISTINCT FROM (new.level)::text) OR ((old.mobile)::text IS DISTINCT FROM (new.mobile)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.other_name)::text IS DISTINCT FROM (new.other_name)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old."position")::text IS DISTINCT FROM (new."position")::text) OR ((old.preferred_channel)::text IS DISTINCT FROM (new.preferred_channel)::text) OR (old.reports_to_id IS DISTINCT FROM new.reports_to_id) OR ((old.sort_key)::text IS DISTINCT FROM (new.sort_key)::text) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.version IS DISTINCT FROM new.version) OR ((old.wechat)::text IS DISTINCT FROM (new.wechat)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_46925();
COMMENT ON TRIGGER pgtrigger_update_update_46925 ON public.crm_person IS 'f6abb7b867431a3d8d26210ebe9c59b77be27c64';
CREATE TRIGGER pgtrigger_update_update_529da AFTER UPDATE ON public.accounts_team FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_529da();
COMMENT ON TRIGGER pgtrigger_update_update_529da ON public.accounts_team IS 'fb02d71699e2e20b4f1e0a26975505e7fa08542f';
CREATE TRIGGER pgtrigger_update_update_5e84d AFTER UPDATE ON public.etiquette_page FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_5e84d();
COMMENT ON TRIGGER pgtrigger_update_update_5e84d ON public.etiquette_page IS '82dc3a8b1734db43dda09495c644e708b5f0c175';
CREATE TRIGGER pgtrigger_update_update_66afc AFTER UPDATE ON public.visits_promise FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_66afc();
COMMENT ON TRIGGER pgtrigger_update_update_66afc ON public.visits_promise IS 'ebca59c816ebcc56f3e8dcb6c3d1275913f5a54a';
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_team_leads
    ADD CONSTRAINT accounts_team_leads_team_id_6615c5fd_fk_accounts_team_id FOREIGN KEY (team_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_team_leads
    ADD CONSTRAINT accounts_team_leads_user_id_0b721a1c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_team
    ADD CONSTRAINT accounts_team_parent_id_6c6f6e1c_fk_accounts_team_id FOREIGN KEY (parent_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_team_id_27b7f1fa_fk_accounts_team_id FOREIGN KEY (team_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_client
    ADD CONSTRAINT crm_client_industry_id_e6a64229_fk_crm_industry_id FOREIGN KEY (industry_id) REFERENCES public.crm_industry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_client
    ADD CONSTRAINT crm_client_owner_id_a1636317_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_client
    ADD CONSTRAINT crm_client_team_id_e9560771_fk_accounts_team_id FOREIGN KEY (team_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_clientshare
    ADD CONSTRAINT crm_clientshare_client_id_a0f239f7_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_clientshare
    ADD CONSTRAINT crm_clientshare_shared_by_id_63947ec4_fk_accounts_user_id FOREIGN KEY (shared_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_clientshare
    ADD CONSTRAINT crm_clientshare_user_id_feebd3c9_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_competitorpresence
    ADD CONSTRAINT crm_competitorpresen_competitor_id_c762040c_fk_crm_compe FOREIGN KEY (competitor_id) REFERENCES public.crm_competitor(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_competitorpresence
    ADD CONSTRAINT crm_competitorpresence_client_id_f179e74e_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_department
    ADD CONSTRAINT crm_department_client_id_7fa072eb_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_department
    ADD CONSTRAINT crm_department_parent_id_3a1d0a7c_fk_crm_department_id FOREIGN KEY (parent_id) REFERENCES public.crm_department(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_person
    ADD CONSTRAINT crm_person_client_id_d7af2ea2_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_person
    ADD CONSTRAINT crm_person_department_id_1cb65cf7_fk_crm_department_id FOREIGN KEY (department_id) REFERENCES public.crm_department(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.crm_person
    ADD CONSTRAINT crm_person_reports_to_id_f15ed929_fk_crm_person_id FOREIGN KEY (reports_to_id) REFERENCES public.crm_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.etiquette_page
    ADD CONSTRAINT etiquette_page_published_id_ab249aeb_fk_etiquette_revision_id FOREIGN KEY (published_id) REFERENCES public.etiquette_revision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.etiquette_revision
    ADD CONSTRAINT etiquette_revision_author_id_d9a8ce84_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.etiquette_revision
    ADD CONSTRAINT etiquette_revision_page_id_49a7c35d_fk_etiquette_page_id FOREIGN KEY (page_id) REFERENCES public.etiquette_page(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.etiquette_revision
    ADD CONSTRAINT etiquette_revision_published_by_id_df39f9c7_fk_accounts_user_id FOREIGN KEY (published_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_notification
    ADD CONSTRAINT visits_notification_recipient_id_1857734c_fk_accounts_user_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_notification
    ADD CONSTRAINT visits_notification_reminder_id_61079d48_fk_visits_reminder_id FOREIGN KEY (reminder_id) REFERENCES public.visits_reminder(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_objection
    ADD CONSTRAINT visits_objection_client_id_f7ac71c7_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_objection
    ADD CONSTRAINT visits_objection_noted_by_id_b52e4790_fk_accounts_user_id FOREIGN KEY (noted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_objection
    ADD CONSTRAINT visits_objection_person_id_355e9049_fk_crm_person_id FOREIGN KEY (person_id) REFERENCES public.crm_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_objection
    ADD CONSTRAINT visits_objection_visit_id_c3c6d171_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_client_id_1c91af71_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_owner_id_b338efca_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_person_id_dd5c9b04_fk_crm_person_id FOREIGN KEY (person_id) REFERENCES public.crm_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_team_id_a9555c80_fk_accounts_team_id FOREIGN KEY (team_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promise
    ADD CONSTRAINT visits_promise_visit_id_e46a5546_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promisechange
    ADD CONSTRAINT visits_promisechange_by_id_e7670d44_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_promisechange
    ADD CONSTRAINT visits_promisechange_promise_id_becb3288_fk_visits_promise_id FOREIGN KEY (promise_id) REFERENCES public.visits_promise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_reminder
    ADD CONSTRAINT visits_reminder_recipient_id_15b6a625_fk_accounts_user_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_request
    ADD CONSTRAINT visits_request_client_id_164fd4e3_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_request
    ADD CONSTRAINT visits_request_noted_by_id_684b310b_fk_accounts_user_id FOREIGN KEY (noted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_request
    ADD CONSTRAINT visits_request_person_id_35a6ebf2_fk_crm_person_id FOREIGN KEY (person_id) REFERENCES public.crm_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_request
    ADD CONSTRAINT visits_request_visit_id_90209a89_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_reviewcomment
    ADD CONSTRAINT visits_reviewcomment_author_id_d13c6727_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_reviewcomment
    ADD CONSTRAINT visits_reviewcomment_visit_id_642745c9_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_client_id_28388262_fk_crm_client_id FOREIGN KEY (client_id) REFERENCES public.crm_client(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_owner_id_4ca8189e_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit_people
    ADD CONSTRAINT visits_visit_people_person_id_a9754e1c_fk_crm_person_id FOREIGN KEY (person_id) REFERENCES public.crm_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit_people
    ADD CONSTRAINT visits_visit_people_visit_id_511eba86_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visit
    ADD CONSTRAINT visits_visit_team_id_645f194d_fk_accounts_team_id FOREIGN KEY (team_id) REFERENCES public.accounts_team(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visitchange
    ADD CONSTRAINT visits_visitchange_by_id_8283d736_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visitchange
    ADD CONSTRAINT visits_visitchange_visit_id_b4f3a282_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visitnotes
    ADD CONSTRAINT visits_visitnotes_visit_id_9aa0d1d8_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visitrecord
    ADD CONSTRAINT visits_visitrecord_reviewed_by_id_93b26681_fk_accounts_user_id FOREIGN KEY (reviewed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visitrecord
    ADD CONSTRAINT visits_visitrecord_visit_id_b51c3447_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.visits_visittopic
    ADD CONSTRAINT visits_visittopic_visit_id_963a26bd_fk_visits_visit_id FOREIGN KEY (visit_id) REFERENCES public.visits_visit(id) DEFERRABLE INITIALLY DEFERRED;
