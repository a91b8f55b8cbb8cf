"""Keys come from the environment, the keyring or a file of one's own, and are never shown."""

import os
import stat
from pathlib import Path

import pytest

from filmwright.app.keys import KeyStore, config_folder, maker_with_key, missing_key
from filmwright.app.makers import keys_text, list_keys, list_makers, makers_text
from filmwright.errors import UserError
from filmwright.providers.fake import Fake, FakeSync
from filmwright.redaction import Secret

KEY = Secret("planted-key-1234")
FAKE = Fake()


class Ring:
    """A keyring in memory; `forgets` takes keys and keeps none, `broken` raises as locked ones do."""

    def __init__(self, *, forgets=False, broken=False):
        self.kept = {}
        self.forgets = forgets
        self.broken = broken

    def get_password(self, service_name, username):
        if self.broken:
            raise RuntimeError("locked")
        return self.kept.get((service_name, username))

    def set_password(self, service_name, username, password):
        if self.broken:
            raise RuntimeError("locked")
        if not self.forgets:
            self.kept[service_name, username] = password

    def delete_password(self, service_name, username):
        del self.kept[service_name, username]


def store(folder, ring=None, **environment):
    return KeyStore(environment, folder, ring)


def test_the_environment_comes_first(tmp_path):
    store(tmp_path).set(FAKE, KEY)
    named = store(tmp_path, FILMWRIGHT_FAKE_KEY="from-the-environment")
    assert named.get(FAKE).reveal() == "from-the-environment"
    assert named.where(FAKE) == "environment"


def test_a_keyring_that_works_is_used(tmp_path):
    ring = Ring()
    assert store(tmp_path, ring).set(FAKE, KEY) == "keyring"
    assert store(tmp_path, ring).get(FAKE) == KEY
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.parametrize("ring", [None, Ring(forgets=True), Ring(broken=True)], ids=["none", "forgets", "broken"])
def test_without_a_keyring_that_works_it_is_a_file_that_only_the_owner_can_read(tmp_path, ring):
    folder = tmp_path / "made" / "here"
    assert store(folder, ring).set(FAKE, KEY) == "file"
    assert store(folder, ring).get(FAKE) == KEY
    assert stat.S_IMODE((folder / "keys.json").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["keys.json"]


def test_a_key_that_moves_to_the_keyring_leaves_the_file(tmp_path):
    store(tmp_path).set(FAKE, KEY)
    store(tmp_path, Ring()).set(FAKE, KEY)
    assert "planted" not in (tmp_path / "keys.json").read_text()


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_file_that_others_can_read_is_not_used(tmp_path):
    store(tmp_path).set(FAKE, KEY)
    (tmp_path / "keys.json").chmod(0o644)
    with pytest.raises(UserError, match="chmod 600"):
        store(tmp_path).get(FAKE)


@pytest.mark.parametrize("text", ["", "{", "[]", "\xff"])
def test_a_file_that_holds_no_keys_is_one_sentence(tmp_path, text):
    path = tmp_path / "keys.json"
    path.write_text(text, encoding="latin-1")
    path.chmod(0o600)
    with pytest.raises(UserError, match="remove the file"):
        store(tmp_path).get(FAKE)


@pytest.mark.parametrize("ring", [None, Ring()], ids=["file", "keyring"])
def test_a_key_can_be_forgotten(tmp_path, ring):
    keys = store(tmp_path, ring)
    keys.set(FAKE, KEY)
    assert keys.remove(FAKE)
    assert keys.get(FAKE) is None
    assert not keys.remove(FAKE)


@pytest.mark.parametrize("text", ["", "   ", "two words", "a\nb"])
def test_what_is_no_key_is_refused(tmp_path, text):
    with pytest.raises(UserError, match="no key for `fake`"):
        store(tmp_path).set(FAKE, Secret(text))


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be"):
        store(tmp_path / "file" / "folder").set(FAKE, KEY)


def test_makers_of_one_house_share_a_key(tmp_path):
    store(tmp_path).set(FAKE, KEY)
    assert store(tmp_path).get(FakeSync()) == KEY


def test_a_missing_key_says_what_to_set_and_what_works_without():
    said = str(missing_key(FAKE))
    assert "FILMWRIGHT_FAKE_KEY" in said
    assert "filmwright keys set fake" in said
    assert "works without a key" in said
    assert said.count(".") == 1


def test_a_built_in_maker_needs_none():
    with pytest.raises(UserError, match="needs no key"):
        maker_with_key("previs")


def test_lists_say_where_a_key_is_and_never_the_key(tmp_path):
    keys = store(tmp_path)
    keys.set(FAKE, KEY)
    listed = list_keys(keys=keys)
    makers = list_makers(keys=keys)
    assert {row.place for row in listed.keys} == {"file"}
    for text in (listed.to_json(), makers.to_json(), keys_text(listed), makers_text(makers)):
        assert "planted" not in text
    assert "key from file" in makers_text(makers)


def test_makers_are_listed_with_price_and_successor(tmp_path):
    text = makers_text(list_makers("image", keys=store(tmp_path)))
    assert "0.04 US$ per picture" in text
    assert "use fake-image" in text
    assert "free, on this machine" in text
    assert "fake-video" not in text
    with pytest.raises(UserError, match="No maker does `smell`"):
        list_makers("smell")


def test_settings_lie_where_the_person_says():
    assert config_folder({"FILMWRIGHT_CONFIG": "/x"}) == Path("/x")
    if os.name == "posix":
        assert config_folder({"XDG_CONFIG_HOME": "/y"}) == Path("/y/filmwright")
