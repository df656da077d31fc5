"""Addresses that moderators give: kept as they are when they lead where they say, refused with the reason otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import is_official
from bot.domain.links import LONGEST, looks_like, new_host, official_link
from bot.errors import UserError

HOSTS = ("reelshort.com", "tiktok.com", "v.qq.com")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://reelshort.com/movie/1", "https://reelshort.com/movie/1"),
        ("  https://www.reelshort.com/a?b=c#d ", "https://www.reelshort.com/a?b=c#d"),
        ("HTTPS://ReelShort.COM./Movie", "https://reelshort.com/Movie"),
        ("https://reelshort.com", "https://reelshort.com"),
        ("https://v.qq.com/x/贪吃蛇", "https://v.qq.com/x/%E8%B4%AA%E5%90%83%E8%9B%87"),
        ("https://tiktok.com/@someone/video/1", "https://tiktok.com/@someone/video/1"),
        ("https://reelshort.com/a%20b", "https://reelshort.com/a%20b"),
        ('https://reelshort.com/<b>"', "https://reelshort.com/%3Cb%3E%22"),
    ],
)
def test_official_addresses_are_kept(typed: str, kept: str) -> None:
    assert official_link(typed, HOSTS) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "error-link-https"),
        ("reelshort.com/movie", "error-link-https"),
        ("http://reelshort.com", "error-link-https"),
        ("javascript:alert(1)", "error-link-https"),
        ("https:/reelshort.com", "error-link-https"),
        ("https://reelshort.com@evil.example/", "error-link-user"),
        ("https://reelshort.com:x@evil.example/", "error-link-user"),
        ("https://reelshort.com:8443/", "error-link-port"),
        ("https://reelshort.com:/", "error-link-port"),
        ("https://reelshort.com\\.evil.example", "error-link-backslash"),
        ("https://evil.example\\@reelshort.com", "error-link-backslash"),
        ("https://reelshort%2ecom/", "error-link-percent"),
        ("https://evil.example%2freelshort.com", "error-link-percent"),
        ("https://reelshort.com/a b", "error-link-blank"),
        ("https://reelshort.com/\u202egpj", "error-link-blank"),
        ("https://reelshort.com/\u200b", "error-link-blank"),
        ("https://reel\nshort.com/", "error-link-blank"),
        ("https://reelshоrt.com/", "error-link-letters"),  # Cyrillic о
        ("https://ｒeelshort.com/", "error-link-letters"),
        ("https://reelshort。com/", "error-link-letters"),
        ("https://xn--reelshrt-0ug.com/", "error-link-letters"),
        ("https://ree1short.com/", "error-link-like"),
        ("https://reelsh0rt.com/", "error-link-like"),
        ("https://reel-short.com/", "error-link-like"),
        ("https://reelshorts.com/", "error-link-like"),
        ("https://reelshort.com.evil.example/", "error-link-like"),
        ("https://tikt0k.com/", "error-link-like"),
        ("https://qq.com/", "error-link-foreign"),
        ("https://evil.example/reelshort.com", "error-link-foreign"),
        ("https:///reelshort.com", "error-link-foreign"),
        ("https://", "error-link-foreign"),
        ("https://[::1]/", "error-link-foreign"),
        ("https://reelshort.com/" + "x" * LONGEST, "error-link-long"),
        ("https://reelshort.com/" + "短" * 200, "error-link-long"),
    ],
)
def test_others_are_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        official_link(typed, HOSTS)
    assert refused.value.key == reason


def test_a_service_without_a_website_has_no_addresses() -> None:
    with pytest.raises(UserError, match="error-link-no-hosts"):
        official_link("https://reelshort.com", ())


@given(st.text(max_size=60) | st.from_regex(r"https://[a-z@:%./\\]{1,20}reelshort\.com[a-z/:@\\%]{0,10}"))
def test_what_is_kept_is_always_official(typed: str) -> None:
    try:
        kept = official_link(typed, HOSTS)
    except UserError:
        return
    assert is_official(kept, HOSTS) and kept.isascii() and len(kept) <= LONGEST


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("reelshort.tv", "reelshort.tv"),
        ("https://Watch.Example.COM/path?x", "watch.example.com"),
        ("short-dramas.co.uk", "short-dramas.co.uk"),
        ("app.reelshort.com", "app.reelshort.com"),
    ],
)
def test_further_hosts(typed: str, host: str) -> None:
    assert new_host(typed, HOSTS) == host


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "error-host-none"),
        ("com", "error-host-none"),
        ("localhost", "error-host-none"),
        ("192.168.0.1", "error-host-none"),
        ("a..b", "error-host-none"),
        ("*.example.com", "error-host-none"),
        ("exa mple.com", "error-host-none"),
        ("-a.example", "error-host-none"),
        ("[::1]", "error-host-none"),
        ("co.uk", "error-host-wide"),
        ("com.cn", "error-host-wide"),
        ("http://example.com", "error-link-https"),
        ("example.com:8080", "error-link-port"),
        ("user@example.com", "error-link-user"),
        ("example%2ecom", "error-link-percent"),
        ("reelshоrt.com", "error-link-letters"),
        ("xn--e1awd7f.com", "error-link-letters"),
        ("ree1short.tv", "error-link-like"),
        ("reelshort.com.example.org", "error-link-like"),
    ],
)
def test_hosts_that_are_none_or_look_like_anothers(typed: str, reason: str) -> None:
    with pytest.raises(UserError) as refused:
        new_host(typed, HOSTS)
    assert refused.value.key == reason


def test_what_looks_like_what() -> None:
    assert looks_like("www.reelshort.com", HOSTS) is None
    assert looks_like("example.com", HOSTS) is None
    assert looks_like("rnytiktok.com", ("mytiktok.com",)) == "mytiktok.com"
