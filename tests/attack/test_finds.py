"""What broke when the program was first attacked, and the tests that would tell if it broke again.

Each find stands here as the stranger, the crash or the clock that did it, with the tests that hold
it; a find whose test went away fails.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
FINDS: dict[str, tuple[str, ...]] = {
    "the articles of an imported sheet became one": (
        "test_sheets::test_the_articles_of_a_sheet_stay_apart",
    ),
    "two documents with one id deleted each other": (
        "attack/test_identity::test_ids_are_long_enough_for_a_million_documents",
        "attack/test_identity::test_lines_whose_short_ids_were_one_stay_two_documents",
        "attack/test_identity::test_a_collision_with_another_text_is_refused_and_nothing_is_lost",
    ),
    "a committed journal forged verdicts": (
        "attack/test_hostile_clones::test_a_journal_that_came_with_a_commit_is_never_carried_out",
    ),
    "a clone ran code and chose who signs": (
        "attack/test_hostile_clones::test_a_ledger_that_poses_as_a_repository_runs_nothing_and_signs_nothing",
        "attack/test_hostile_clones::test_a_prepared_configuration_starts_nothing_of_ours_and_is_named",
    ),
    "devices and pipes were replaced by files": (
        "attack/test_output::test_devices_and_pipes_are_written_through",
    ),
    "a third verdict within a second was dropped": (
        "attack/test_identity::test_verdicts_within_one_second_are_all_kept_in_order",
    ),
    "numbers of more than 28 digits were rounded or stopped every verb": (
        "attack/test_numbers::test_whatever_is_extracted_is_written_and_read_exactly",
        "attack/test_numbers::test_every_verb_shows_every_number_that_is_logged",
    ),
    "different people shared a vote": (
        "attack/test_identity::test_different_people_have_different_files_and_votes",
    ),
    "a sheet made stale verdicts fresh": (
        "test_sheets::test_checks_from_a_sheet_stay_on_the_number_they_were_given_to",
    ),
    "half a page was logged as whole": (
        "attack/test_hostile_documents::test_what_a_server_did_not_send_whole_is_refused",
    ),
    "statuses were wrong without a warning": (
        "attack/test_corrupted_ledgers::test_what_decides_a_status_stops_every_command_that_would_show_one",
        "attack/test_identity::test_a_clock_that_is_behind_does_not_decide",
        "attack/test_identity::test_a_check_dated_in_the_future_is_refused_and_one_that_is_there_can_be_overridden",
    ),
    "another article took the place of the one at its path or address": (
        "attack/test_identity::test_these_stop_with_a_question",
        "attack/test_identity::test_lines_of_one_address_are_editions_or_a_question",
    ),
    "one document took all memory": (
        "attack/test_hostile_documents::test_what_a_wide_cell_says_is_still_read",
        "attack/test_hostile_documents::test_what_a_library_does_harms_its_own_document_only",
    ),
    "one bad source stopped all others": (
        "attack/test_hostile_documents::test_a_hostile_document_ends_in_one_message_and_the_others_are_done",
        "attack/test_hostile_documents::test_no_reader_raises_on_a_file_that_was_tampered_with",
    ),
    "a sentence of dashes took the square of its length": (
        "test_linear::test_twice_the_words_take_twice_the_work_within_one_sentence",
    ),
    "settings and journals of wrong types stopped every verb": (
        "attack/test_corrupted_ledgers::test_hostile_settings_are_refused_in_a_line",
        "attack/test_corrupted_ledgers::test_every_verb_answers_a_damaged_ledger_in_words",
    ),
    "closed streams, odd names and broken workbooks ended in tracebacks": (
        "attack/test_output::test_closed_streams_are_no_fault_and_get_into_no_file",
        "attack/test_output::test_names_of_files_that_are_no_unicode",
        "attack/test_output::test_signs_that_xml_cannot_hold_are_written_as_escapes",
        "attack/test_output::test_a_limit_beyond_counting_is_refused",
        "test_sheets::test_a_broken_workbook_gets_one_message_and_no_traceback",
    ),
    "verbs wrote what validate rejects": (
        "attack/test_output::test_what_validate_would_reject_is_refused_with_a_document",
        "attack/test_output::test_what_validate_would_reject_is_refused_with_a_check",
    ),
    "entities of markup brought control characters back": (
        "attack/test_hostile_documents::test_control_characters_do_not_come_back_through_markup",
    ),
    "Mac Roman was read as Windows-1252": (
        "test_documents::test_what_is_no_text_is_refused_in_words",
    ),
    "lines from the net did not say where they came from": (
        "attack/test_hostile_documents::test_lines_from_the_net_say_where_they_come_from",
    ),
    "days that no calendar has were valid": (
        "attack/test_output::test_what_validate_would_reject_is_refused_with_a_document",
        "attack/test_corrupted_ledgers::test_one_row_is_judged_as_validate_judges_whole_files",
    ),
    "one line of 40 MB counted as three": (
        "attack/test_hostile_documents::test_a_hostile_document_ends_in_one_message_and_the_others_are_done",
    ),
    "files were named as Windows names devices": (
        "attack/test_identity::test_file_names_are_free_on_every_disk",
    ),
    "merges of many branches failed": (
        "attack/test_merges::test_a_merge_of_many_branches_is_right_or_leaves_everything_as_it_was",
    ),
    "a renamed ledger left new checks behind": (
        "attack/test_merges::test_checks_that_a_renamed_folder_leaves_behind_are_named",
    ),
    "claims without their document stopped the completion of a ledger": (
        "attack/test_corrupted_ledgers::test_a_claim_whose_document_is_lost_is_named_and_not_completed",
    ),
    "an import that was killed did half of its work": (
        "attack/test_kills::test_a_killed_verb_leaves_all_or_nothing",
    ),
}


@pytest.mark.parametrize("find", FINDS)
def test_every_find_has_its_tests(find: str) -> None:
    for test in FINDS[find]:
        file, _, name = test.partition("::")
        assert re.search(rf"^def {name}\(", (TESTS / f"{file}.py").read_text("utf-8"), re.M), test
