"""Sealed words: only this installation reads them, and a change of key does not lose them."""

from core.sealing import seal, unseal


def test_what_was_sealed_is_read_back_and_shows_nothing():
    sealed = seal("een geheim: ë")
    assert "geheim" not in sealed
    assert unseal(sealed) == "een geheim: ë"
    assert seal("een geheim: ë") != sealed


def test_another_installation_reads_nothing(settings):
    sealed = seal("een geheim")
    settings.SECRET_KEY = "another"
    assert unseal(sealed) is None


def test_a_key_of_before_still_reads(settings):
    sealed = seal("een geheim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new"
    assert unseal(sealed) == "een geheim"


def test_what_was_never_sealed_is_nothing():
    assert unseal("een geheim") is None
    assert unseal("") is None
