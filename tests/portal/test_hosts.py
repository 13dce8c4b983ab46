"""A host name is kept as browsers send it and shown as people write it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from portal.hosts import HostError, to_ascii, to_unicode
from portal.settings import env  # noqa: TID251


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        " ",
        ".",
        "https://tætogtør.dk",
        "tætogtør.dk/",
        "tætogtør.dk:8000",
        "tæt og tør.dk",
        "tæt..dk",
        "-æ.dk",
        "a" * 64 + ".dk",
        ".".join(["a" * 60] * 5),
        "xn--ttogtr-.dk",
        "æ" * 64 + ".dk",
        "\x00æ.dk",
        "user@tætogtør.dk",
    ],
)
def test_what_is_no_host_name_is_refused_with_what_to_write(nonsense: str) -> None:
    with pytest.raises(HostError, match="is no host name. Write the name alone, such as tætogtør"):
        to_ascii(nonsense)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("tætogtør.dk", "xn--ttogtr-pua2m.dk", id="Danish letters"),
        pytest.param("TÆTOGTØR.DK", "xn--ttogtr-pua2m.dk", id="large letters"),
        pytest.param(" tætogtør.dk. ", "xn--ttogtr-pua2m.dk", id="spaces and a last dot"),
        pytest.param("ta\u0308tog.dk", "xn--ttog-loa.dk", id="a letter in two parts"),
        pytest.param("xn--ttogtr-pua2m.dk", "xn--ttogtr-pua2m.dk", id="as it is kept already"),
        pytest.param("www.Kilden.example", "www.kilden.example", id="plain"),
        pytest.param("web_1", "web_1", id="a name in a container network"),
        pytest.param("127.0.0.1", "127.0.0.1", id="IPv4"),
        pytest.param("[::1]", "[::1]", id="IPv6"),
    ],
)
def test_a_host_is_kept_in_ascii(written: str, kept: str) -> None:
    assert to_ascii(written) == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("xn--ttogtr-pua2m.dk", "tætogtør.dk"),
        ("www.kilden.example", "www.kilden.example"),
        ("xn--ttogtr-.dk", "xn--ttogtr-.dk"),
    ],
)
def test_a_host_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert to_unicode(kept) == shown


@given(st.text("abcdefghijklmnopqrstuvwxyzæøåéü0123456789", min_size=1, max_size=40))
def test_every_danish_name_comes_back_as_it_was_written(name: str) -> None:
    host = f"{name}.dk"

    assert to_unicode(to_ascii(host)) == host
    assert to_ascii(to_ascii(host)) == to_ascii(host)


def test_the_hosts_of_the_environment_may_be_written_in_danish(monkeypatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "tætogtør.dk, .Kilden.example,.søvn.dk")

    assert env.env_hosts("ALLOWED_HOSTS") == [
        "xn--ttogtr-pua2m.dk",
        ".kilden.example",
        ".xn--svn-0na.dk",
    ]


def test_any_host_stays_any_host(monkeypatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "*")

    assert env.env_hosts("ALLOWED_HOSTS") == ["*"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://tætogtør.dk/", "https://xn--ttogtr-pua2m.dk"),
        ("https://sund.tætogtør.dk:8443", "https://sund.xn--ttogtr-pua2m.dk:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_address_may_be_written_in_danish(monkeypatch, written: str, kept: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", written)

    assert env.env_origin("PUBLIC_URL", "") == kept


@pytest.mark.parametrize(
    ("name", "written", "sentence"),
    [
        ("ALLOWED_HOSTS", "https://a.dk", "ALLOWED_HOSTS: “https://a.dk” is no host name"),
        ("PUBLIC_URL", "https://tæt og tør.dk", "PUBLIC_URL: “tæt og tør.dk” is no host name"),
        ("PUBLIC_URL", "kilden.example", "PUBLIC_URL begins with “:”: Kilden understands http://"),
    ],
)
def test_a_host_in_the_environment_that_is_none_is_refused_by_name(
    monkeypatch, name: str, written: str, sentence: str
) -> None:
    monkeypatch.setenv(name, written)

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.env_hosts(name) if name == "ALLOWED_HOSTS" else env.env_origin(name, "")

    assert sentence in str(refusal.value)
