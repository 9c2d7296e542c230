"""Words for screens and reports."""

from entramado.share.wording import plain


def test_what_hides_turns_or_commands_is_left_out_of_what_is_shown():
    hostile = "Ana\x1b[31m \u202eEjemplo\u200b\x00\x9b\x7f"
    assert plain(hostile) == "Ana[31m Ejemplo"
    assert plain("tab\tline\nend ñ Ж") == "tab\tline\nend ñ Ж"
