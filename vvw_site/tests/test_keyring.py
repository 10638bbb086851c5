"""Encryption at rest: what decrypts, what does not, and which keys production accepts."""

import base64
from collections.abc import Callable

import pytest

from vvw_site.foundation.keyring import CannotDecrypt, Keyring, new_key
from vvw_site.tests.test_settings import CHECK, PRODUCTION, production

SOME = base64.b64encode(bytes(32)).decode()
OLD, NEW = f"old:{new_key()}", f"new:{new_key()}"


def test_every_ring_with_the_key_decrypts_its_texts() -> None:
    encrypted = Keyring([OLD]).encrypt("a seed — ünïcode".encode(), "purpose")
    assert Keyring([NEW, OLD]).decrypt(encrypted, "purpose") == "a seed — ünïcode".encode()
    assert Keyring([OLD]).is_current(encrypted) and not Keyring([NEW, OLD]).is_current(encrypted)


def test_the_same_text_is_encrypted_differently_each_time() -> None:
    ring = Keyring([OLD])
    assert ring.encrypt(b"a seed", "purpose") != ring.encrypt(b"a seed", "purpose")


@pytest.mark.parametrize("change", [
    lambda text: (text, "another purpose"),
    lambda text: (text[:-6] + ("AAAA" if text[-6:-2] != "AAAA" else "BBBB") + text[-2:], "purpose"),
    lambda text: (text[:30], "purpose"),
    lambda text: ("old.", "purpose"),
    lambda text: ("old.%%%", "purpose"),
    lambda text: ("old.ünï", "purpose"),
    lambda text: ("", "purpose"),
    lambda text: ("other." + text.partition(".")[2], "purpose"),
    lambda text: ("plain text", "purpose"),
])  # fmt: skip
def test_a_changed_text_or_purpose_does_not_decrypt(change: Callable[[str], tuple[str, str]]) -> None:
    text, purpose = change(Keyring([OLD]).encrypt(b"a seed", "purpose"))
    with pytest.raises(CannotDecrypt):
        Keyring([OLD]).decrypt(text, purpose)


@pytest.mark.parametrize(("keys", "words"), [
    ("noid", "has 0 bytes instead of 32"),
    ("a b:" + SOME, "begins with an id"),
    ("k1:not base64!", "is not base64"),
    ("k1:" + base64.b64encode(b"short").decode(), "5 bytes instead of 32"),
    (f"k1:{SOME},k1:{SOME}", "two keys have the id k1"),
    (",", "it is empty"),
])  # fmt: skip
def test_production_refuses_keys_that_cannot_work(keys: str, words: str) -> None:
    done = production(PRODUCTION | {"ENCRYPTION_KEYS": keys}, CHECK)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr
