"""Names in their many spellings: one table of cases for each rule."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import MAX_QUERY, Forms, clip, derive, fold, fold_season, season, to_taiwan, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Greedy Snake", "greedy snake"),
        ("ＧＲＥＥＤＹ　Ｓｎａｋｅ１", "greedy snake1"),  # full width
        ("CEO's Wife", "ceos wife"),
        ("CEO’s Wife", "ceos wife"),
        ("Fool`s ‛Love´", "fools love"),
        ("Q&A ＆ B", "q and a and b"),
        ("《贪吃蛇》", "贪吃蛇"),
        ("霍总，夫人马甲又掉了！", "霍总 夫人马甲又掉了"),
        ("a_b-c…d", "a b c d"),
        ("貪吃蛇", "贪吃蛇"),
        ("妳佔著祂的牠", "你占着他的它"),
        ("祕密 麵館 臺", "秘密 面馆 台"),
        ("tān chī shé", "tan chi she"),
        ("nǚ lüè Ü", "nu lue u"),
        ("Łódź Ærø Straße", "lodz aero strasse"),
        ("が ガ", "が ガ"),  # no accents: letters of their own
        ("й", "й"),
        ("हिन्दी", "हिन्दी"),  # vowel signs belong to the word
        ("الخيانة", "الخيانة"),
        ("혈연관계를 넘어서", "혈연관계를 넘어서"),
        ("a\0b\u200bc\u200fd\ud800e\ufefff", "abcdef"),  # NUL, zero width, direction, half a character, BOM
        ("❤️ love 😀", "love"),
        (" \t\n!?《》 ", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(), max_size=60))
def test_fold_takes_anything_and_is_done_after_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


def test_fold_of_every_character_is_done_after_once() -> None:
    sample = (chr(code) for code in range(0, 0x110000, 61))
    assert [c for c in sample if fold(fold(f"a{c}贪")) != fold(f"a{c}贪")] == []


@given(
    st.text(alphabet="貪吃蛇乾隆藉口裏著 a", max_size=8), st.text(alphabet="貪吃蛇乾隆藉口裏著 a", max_size=8)
)
def test_a_part_folds_as_in_the_whole(before: str, after: str) -> None:
    assert fold(before + after).replace(" ", "") == (fold(before) + fold(after)).replace(" ", "")


def test_long_text_folds() -> None:
    assert len(fold("貪" * 6000)) == 6000
    assert len(clip("x" * 6000)) == MAX_QUERY


@pytest.mark.parametrize(
    ("folded", "key", "number"),
    [
        ("greedy snake season 2", "greedy snake 2", 2),
        ("greedy snake s2", "greedy snake 2", 2),
        ("greedy snake s 2", "greedy snake 2", 2),
        ("greedy snake part two", "greedy snake 2", 2),
        ("greedy snake ii", "greedy snake 2", 2),
        ("greedy snake part iii", "greedy snake 3", 3),
        ("greedy snake 2", "greedy snake 2", 2),
        ("贪吃蛇第二季", "贪吃蛇 2", 2),
        ("贪吃蛇 第2部", "贪吃蛇 2", 2),
        ("贪吃蛇第十季", "贪吃蛇 10", 10),
        ("家里家外2", "家里家外 2", 2),
        ("贪吃蛇第一季", "贪吃蛇", 1),
        ("greedy snake season 1", "greedy snake", 1),
        ("贪吃蛇iii", "贪吃蛇 3", 3),
        ("云渺1", "云渺", 1),
        ("henry v", "henry v", 1),  # a lone letter is a name
        ("malcolm x", "malcolm x", 1),
        ("yu si", "yu si", 1),  # a syllable, and on the way to "sick"; no S I
        ("the parti", "the parti", 1),
        ("season 2", "season 2", 2),  # nothing is left without it
        ("seoul 2053", "seoul 2053", 1),
        ("1818编辑部", "1818编辑部", 1),
        ("2", "2", 1),
        ("", "", 1),
    ],
)
def test_season(folded: str, key: str, number: int) -> None:
    assert fold_season(folded) == key
    assert season(key) == number


@pytest.mark.parametrize(
    ("text", "language", "forms"),
    [
        ("贪吃蛇", "zh-Hans", Forms("贪吃蛇", "貪吃蛇", "tān chī shé", ("tan chi she",))),
        ("貪吃蛇", "zh-Hant", Forms("贪吃蛇", "貪吃蛇", "tān chī shé", ("tan chi she",))),
        ("1818编辑部", "zh-Hans", Forms("1818编辑部", "1818編輯部", "1818 biān jí bù", ("1818 bian ji bu",))),
        ("Greedy Snake", "en", Forms()),
        ("Zhiren Zhi Ai", "zh-Latn", Forms()),
        ("眠り姫の秘密", "ja", Forms()),
    ],
)
def test_forms(text: str, language: str, forms: Forms) -> None:
    assert derive(text, language) == forms


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("长路初心", "cháng lù chū xīn"),  # pypinyin's own: zhǎng
        ("野草疯长", "yě cǎo fēng zhǎng"),
        ("女相师", "nǚ xiàng shī"),
        ("十八岁太奶奶驾到，重整家族荣耀", "shí bā suì tài nǎi nǎi jià dào chóng zhěng jiā zú róng yào"),
        ("OMG！新婚夜", "OMG xīn hūn yè"),
    ],
)
def test_pinyin(text: str, pinyin: str) -> None:
    assert derive(text, "zh-Hans").pinyin == pinyin


def test_polyphones_give_other_readings() -> None:
    readings = derive("还珠", "zh-Hans").readings
    assert readings == ("huan zhu", "hai zhu")
    many = derive("长重行乐都还得了", "zh-Hans").readings
    assert len(many) == len(set(many)) == 4


@pytest.mark.parametrize("text", ["我，修仙多年强亿点怎么了", "斩仙台真人AI版", "回到70年代霸道婆婆带我飞"])
def test_readings_have_a_syllable_for_each_token(text: str) -> None:
    for reading in derive(text, "zh-Hans").readings:
        assert len(reading.split()) == len(tokens(fold(text)))


@pytest.mark.parametrize(
    ("mainland", "taiwan"),
    [
        ("在线追踪", "線上追蹤"),
        ("真少爷回归", "真少爺回歸"),
        ("冷面小叔", "冷面小叔"),
        ("他说：“平台的视频”", "他說：「平台的影片」"),
        ("红镜短剧计划", "紅鏡短劇計畫"),
        # where OpenCC errs, and the same characters where it does not
        ("清华大学制作，自制短剧", "清華大學製作，自製短劇"),
        ("学制，自制力，难以自制", "學制，自制力，難以自制"),
        ("亮明了身份，说明了来意，简单明了", "亮明了身分，說明了來意，簡單明瞭"),
        ("总台，平台，柜台，台风", "總台，平台，櫃檯，颱風"),
        ("公布，宣布，不受摆布，布料", "公布，宣布，不受擺布，布料"),
        ("背负罪名，烧毁，命中注定", "背負罪名，燒毀，命中注定"),
        ("首周登上周榜，同一周，3周", "首週登上週榜，同一週，3週"),
        ("周围，榜首周深", "周圍，榜首周深"),
        ("家长里短，这里，公里", "家長里短，這裡，公里"),
        ("郁郁不得志，浓郁", "鬱鬱不得志，濃郁"),
        # words
        ("对象，声明，物件", "對象，聲明，物件"),
        ("据报道，横屏拍摄，竖屏短剧", "據報導，橫式拍攝，直式短劇"),
        ("播放量破千万", "觀看次數破千萬"),
        ("账号，登录，搜索，链接，手机号，手机号码", "帳號，登入，搜尋，連結，手機號碼，手機號碼"),
        ("短信，发信息，演员信息", "簡訊，發訊息，演員資訊"),
        ("相信息事宁人", "相信息事寧人"),
        ("数据列表，大数据", "資料列表，大數據"),
        ("现在线上，存在线索", "現在線上，存在線索"),
        ("编程，改编程度", "程式設計，改編程度"),
        ("小程序，诉讼程序", "小程式，訴訟程序"),
        ("公元490年", "西元490年"),
        ("国内首部，英国国内，国内外", "中國首部，英國國內，國內外"),
        ("美式橄榄球，英式橄榄球，橄榄球四分卫", "美式足球，英式橄欖球，美式足球四分衛"),
        # names stay
        ("央视频、腾讯视频、视频号、电视频道的视频", "央視頻、騰訊視頻、視頻號、電視頻道的影片"),
        ("总台人工智能工作室，人工智能", "總台人工智能工作室，人工智慧"),
        ("改编自《梦见网络酒店》，网络小说", "改編自《夢見網絡酒店》，網路小說"),
        ("‘Hitman’s Love’和 CEO’s Wife", "『Hitman’s Love』和 CEO’s Wife"),
    ],
)
def test_taiwan(mainland: str, taiwan: str) -> None:
    assert to_taiwan(mainland) == taiwan


def test_a_name_keeps_its_words_in_taiwan() -> None:
    assert derive("人生录像厅", "zh-Hans").traditional == "人生錄像廳"
    assert derive("冷面小叔宠嫂无度", "zh-Hans").traditional == "冷面小叔寵嫂無度"
    assert derive("酒店保姆的隐藏身份", "zh-Hans").traditional == "酒店保姆的隱藏身份"


def test_searching_does_not_load_the_dictionary_of_readings() -> None:
    code = (
        "import sys; from bot.domain.names import Forms; from bot.domain.search import *; import bot.services.search\n"
        "name = EntryName('贪吃蛇', 'original', Forms(readings=('tan chi she',)))\n"
        "assert filed(Entry('greedy-snake', (name,))).keys\n"
        "sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
