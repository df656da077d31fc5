"""Texts that nobody means to search for: a search answers them without an error, and soon."""

LONG = 6_000  # characters: what Discord lets a person type

GARBAGE = (
    "", " ", "\0", "a\0b", "\n\t\r", "%", "_", "%%%%%%", "'", '"', '""""', "\\", "*", "* *", "-",
    "--", "-foo", "foo:bar",
    "a OR", "AND", "NOT", "NEAR(a b)", "names : x", "(((", ")))", "{", "^x", "a*b*c*",
    "x' OR '1'='1", "; DROP TABLE titles; --",
    "../../etc/passwd", "${x}", "<b>x</b>", "[url](x)", "@everyone", "<@1>", "||x||", "```x```",
    "😀", "😀" * 200, "👨‍👩‍👧‍👦",
    "e\u0301" * 100, "\u0301" * 300, "ﷺ" * 100, "مسلسل", "ا" * 80, "\u202eevil\u202c",
    "\u200b" * 100, "שלום", "١٢٣", "Ⅳ", "①②③",
    "ﬁ", "\ufeff", "\ud800", "a" * LONG, "的" * LONG, "a " * (LONG // 2), "的 " * (LONG // 2),
    "ab" * (LONG // 2), "😀" * LONG,
    "the " * (LONG // 4), "zhzhzhzhzhzhzhzhzhzhzhzh", "shishishishishishishishishishishi",
    "shi shi shi shi shi shi shi shi",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "xianxianxianxianxianxianxian",
    "angangangangangangangangang", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "0123456789" * 8, "的的的的的的的的",
    "总裁总裁总裁总裁总裁总裁总裁总裁",
    "the ceo the heiress the queen the wife the king the prince the doctor the lawyer",
    "e", "s", "zh", "的", "我", "the", "love", "of the", "de", "shi", "yi", "de shi", "season 2",
    "第二季", "2", "i", "ii",
    "where to watch", "在哪看", "chinese drama", "https://example.com/watch?v=dQw4w9WgXcQ&list=abc",
    "سيد 总裁 ceo शादी 社長 회장님",
    "qwertyuiopasdfghjklzxcvbnm", "bcdfghjklmnpqrstvwxz", "重重重重重重重重长长长长长长长长行行行行行行行行",
)  # fmt: skip
