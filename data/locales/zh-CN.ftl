### 用户看到的文字（简体中文）：说明是什么，或该怎么做。

## 命令：说明与选项

command-find = 用任意剧名找短剧，中文、英文、拼音都行，也可以描述剧情
command-find-query = 剧名、剧名的一部分、拼音或剧情；留空则浏览全部
command-find-trope = 只看这个题材或类型的短剧
command-find-platform = 只看这个 App 或网站上的短剧
command-find-collection = 只看某个计划或奖项的短剧，例如红镜短剧计划
command-find-language = 只看这种语言对白的短剧
command-find-region = 只看在这个国家或地区能看的短剧
command-find-private = 结果只给我一个人看
command-how-to-watch = 在你所在的地方怎么看一部短剧
command-how-to-watch-title = 哪一部短剧
command-how-to-watch-region = 按哪个国家或地区查；留空则按你的设置
command-find-this = 找这部剧
command-glossary = 查短剧圈用语的意思
command-glossary-term = 要查哪个词；留空则列出全部
command-help = 这个机器人能做什么，以及你在这里能用的命令
command-privacy = 这个机器人保存了你的哪些数据，以及怎么删除
command-me = 你的设置和数据
command-me-settings = 你的国家或地区、语言和剧名顺序
command-me-export = 把这个机器人保存的、与你有关的全部数据导出为文件
command-me-forget = 删除这个机器人保存的、与你有关的全部数据
command-review = 本服务器的成员搜过、但没有搜到的内容
command-catalogue = 为本服务器教给机器人的内容
command-catalogue-synonyms = 在本服务器搜索时意思相同的词，例如“骑手”和“外卖员”
command-catalogue-synonyms-words = 例如：骑手，外卖员；留空则查看列表

## 剧集卡片

title-hoax = **这部剧并不存在**，只是曾被当作真有其剧来报道。
title-gloss = 自译名，不是官方剧名：{ $name }
title-episodes = { $count }集
title-total = 全长约{ $time }
time-minutes = { $minutes }分钟
time-hours = { $hours }小时{ $minutes }分钟
title-spoken = { $language }对白
title-tropes = **题材**  { $list }
title-collection = **收录于**  { $list }
title-where = **平台**  { $list }
title-nowhere = **平台**  现有资料都没有提到
title-setting = **背景**  { $text }
title-production = **制作信息**  { $text }
title-based-on = **改编自**  { $work }
title-based-on-author = { $work }，作者：{ $author }
title-based-on-unnamed = { $author } 的作品
title-sequel-of = **前作**  { $name }
title-director = **导演**  { $name }
title-cast = **演员**  { $list }
title-characters = **角色**  { $list }
title-company = **制作方**  { $name }
title-content = **内容提醒**  { $list }
title-caution = **备注**  { $text }
title-ai-assisted = 制作中使用了 AI 辅助
title-ai-generated = 由 AI 制作
title-confidence-high = 有两个来源佐证，或出自平台官方、主流媒体
title-confidence-medium = 仅有一个二手来源
title-matched-name = 匹配到剧名“{ $name }”
title-matched-alias = 匹配到别名“{ $name }”
title-matched-gloss = 匹配到自译名“{ $name }”
title-matched-plot = 匹配到剧情：{ $words }

content-violence = 暴力
content-sexual-content = 性内容
content-coercion = 胁迫
content-abuse = 虐待
content-bullying = 霸凌
content-self-harm = 自残
content-illness = 疾病
content-death = 死亡
content-drugs = 药物或毒品
content-horror = 恐怖
content-pregnancy-loss = 流产

button-watch = 怎么看
button-similar = 类似的剧
button-sources = 资料来源
button-copy = 复制剧名
button-copy-traditional = 繁体
button-copy-pinyin = 拼音
button-open = 在 { $platform } 打开
button-search = 在 { $platform } 搜索
button-region = 更换国家或地区
button-first = « 首页
button-previous = ‹ 上一页
button-next = 下一页 ›
button-last = 末页 »
button-browse = 浏览全部

sources-heading = 资料来源：{ $title }
similar-heading = 与 { $title } 类似的剧
similar-shared = 共同题材：{ $list }
similar-none = 剧库里没有其他剧和 { $title } 有共同的题材记录。

## 列表

list-heading = “{ $query }”的搜索结果
list-heading-browse = 剧库里的短剧，新剧在前
list-filters = 筛选：{ $list }
list-filter-region = { $region }可看
list-page = 第{ $first }–{ $last }部，共{ $total }部
list-page-capped = 第{ $first }–{ $last }部，只列出最相关的{ $total }部
list-part = 第{ $first }–{ $last }项，共{ $total }项
list-matched-name = 匹配：{ $name }
list-matched-alias = 匹配别名：{ $name }
list-matched-gloss = 匹配自译名：{ $name }
list-matched-plot = 剧情：{ $name }
list-choose = 选一部查看详情
list-empty = 剧库里没有符合这些筛选条件的短剧。
none-heading = 没有找到与“{ $query }”相符的短剧。
none-nearest = 和你输入的比较接近的有：
none-advice = 可以只输入剧名的一部分，什么文字都行，也可以输入拼音或拼音首字母，或者描述剧情。写职业、地点、人物关系，比写感受更容易找到。
none-filters = 筛选条件可能太窄：{ $list }。
mentions-heading = 这条消息里的短剧
mentions-none = 这条消息里没有剧库收录的剧名。如果里面写了剧情，可以把那段话复制到 /find 里搜索。
mentions-empty = 这条消息里没有可以读取的文字。

## 专题

collection-since = 始于{ $date }
collection-run-by = **主办方**
collection-find = **怎么找**
collection-words = **搜索词**  { $list }
collection-titles = **收录短剧**

## 怎么看

watch-heading = 怎么看 { $title }
watch-for = 观看地：{ $region }
watch-ask-region = 你在哪个国家或地区看剧？各地的看法不一样。我会记住你的选择，之后可以随时用 /me settings 更改。
watch-choose-region = 你所在的国家或地区
watch-other-region = 其他国家或地区…
region-modal-title = 你所在的国家或地区
region-modal-label = 国家或地区
region-modal-hint = 名称或两位字母代码，例如“葡萄牙”或“PT”
standing-confirmed = 有资料显示{ $region }可看
standing-worldwide = 有资料显示全球可看
standing-unconfirmed = { $region }能不能看，还没有人确认
standing-elsewhere = 资料只提到其他国家或地区，{ $region }不一定能看
standing-blocked = 有来源称在{ $region }被封锁
watch-blocked = 没有资料显示在{ $region }可以怎么看这部剧。
watch-type = **搜索词**  { $words }
watch-type-also = 或  { $words }
watch-no-guide = 还没有人写过 { $platform } 的操作步骤，请在那里搜索上面的词。
watch-recognise = **如何辨认**  { $text }
watch-cost = **费用**  { $text }
watch-audio = **音轨**  { $list }
watch-subtitles = **字幕**  { $list }
watch-subtitles-unknown = **字幕**  没有相关资料
watch-language = **语言**  { $text }
watch-sign-up = **账号**  { $text }
watch-episodes = **该平台集数**  { $count }
watch-note = **上架情况**  { $text }
watch-unknown = **尚未确认**
watch-checked = 最新资料：{ $date }。以上内容未经实际测试。
watch-undated = 来源没有注明日期。以上内容未经实际测试。
watch-more = 其他方式（{ $count }）
watch-none = 现有资料都没有提到在哪里能看 { $title }。
watch-none-search = 有中国短剧的平台上也许能找到，可以复制剧名去搜索：
watch-none-other = 如果你知道哪个官方渠道能看，请告诉管理员。
watch-hoax = { $title } 并不存在，所以没有可看的内容。
cost-free = 免费
cost-ads = 免费，有广告
cost-coins = 逐集用金币解锁
cost-subscription = 订阅会员
cost-pay-per-episode = 逐集付费
copy-no-pinyin = 这个剧名没有拼音。

## 设置

me-heading = 你的设置
me-region = **国家或地区**  { $region }
me-region-none = 未选择，需要时我会问你
me-language = **语言**  { $language }
me-language-auto = 跟随 Discord 的语言
me-order = **剧名**  { $order }
order-english = 英文名在前
order-chinese = 中文名在前
me-choose-language = 语言
me-choose-order = 剧名顺序
language-en = English
language-zh-CN = 简体中文
language-zh-TW = 繁體中文
me-exported = 我保存的、与你有关的数据都在这里。
me-forgotten = 已删除。我现在没有保存任何与你有关的数据。
me-nothing = 没有可删除的内容：我没有保存任何与你有关的数据。

## 用语、帮助、隐私

glossary-heading = 短剧圈用语
glossary-choose = 选一个词看解释
glossary-also = 也叫：{ $list }
help-heading = 我能做什么
help-intro = 中国短剧不管叫哪个名字，我都可以帮你找，并告诉你在所在地怎么看，只介绍官方平台。
help-start = 从 **/find** 开始，比如试试 `tan chi she`、贪吃蛇，或“夜里送单的骑手”。
help-menu = 在任意消息上选 **应用 → { $name }**，我会读取这条消息，找出里面提到的短剧。
help-commands = **你在这里能用的命令**
help-moderators = **管理员命令**
privacy-heading = 我保存了你的哪些数据
privacy-kept = 如果你设置过，我会在你的 Discord ID 下保存你的国家或地区、语言和剧名顺序。除此之外，与你有关的什么都不存，不存消息，也不存搜索记录。你的搜索词只附在你收到的那条回答的按钮里。
privacy-why = 保存这些，是为了用你的语言、按你所在的国家或地区回答。不会提供给任何其他人。
privacy-rights = 用 **/me export** 可以查看，用 **/me forget** 可以立即删除。这个机器人的运营者也可以替你操作。
privacy-server = 我还会按服务器统计两件事，都不记录是谁：一是没有搜到结果的搜索，保存搜索词、次数和最近一次的时间，好让管理员知道缺了什么；二是每部剧被打开过多少次。这些都不在你的名下，所以 **/me forget** 也删不到。私信合在一起，当作一个服务器来统计。
privacy-messages = “找这部剧”只读取你选中的那一条消息，而且只用于那一次回答。

## 管理员

review-heading = 搜过但没搜到
review-misses = 本服务器的成员搜过、但没有结果的内容，次数多的在前：
review-miss = **{ $count } 次** { $text } · 最近一次：{ $when }
review-empty = 目前没有需要处理的内容。到现在为止，本服务器的每次搜索都有结果。
review-done = 已处理，从列表中移除
review-hint = 可以这样处理：如果剧库里有这部剧，只是大家用的词不同，请用 **/catalogue synonyms** 添加同义词；如果剧库里没有，请联系这个机器人的运营者添加。移除之后，如果又有人没搜到，它会再次出现。
synonyms-heading = 同义词
synonyms-intro = 在本服务器搜索一组词里的任意一个，也会搜到同组的其他词。
synonyms-added = 这些词现在算作同义词：**{ $words }**
synonyms-empty = 还没有同义词。在 **/catalogue synonyms** 后面输入几个词就能添加，例如：骑手，外卖员
synonyms-remove = 移除一组

## 错误

error-unknown = 我这边出了问题。如果再次出现，请把这个代码告诉运营者：{ $code }
error-old-button = 这个按钮来自我的旧版本，请重新使用命令。
error-old-command = 这个命令已经改了。请重启 Discord 再试。
error-no-title = 那部剧已经不在剧库里了，请重新用 /find 查找。
error-not-found-title = 没有找到剧名为“{ $text }”的短剧。请在输入时弹出的列表里选一部。
error-unclear-title = 有好几部剧符合“{ $text }”。请在输入时弹出的列表里选一部。
error-unknown-region = 没有找到叫“{ $text }”的国家或地区。请从列表里选，或输入两位字母代码。
error-unknown-trope = 没有“{ $text }”这个题材。请在输入时弹出的列表里选一个。
error-unknown-platform = 没有找到叫“{ $text }”的 App 或网站。请在输入时弹出的列表里选一个。
error-unknown-collection = 没有“{ $text }”这个专题。请在输入时弹出的列表里选一个。
error-unknown-language = 没有找到“{ $text }”这种语言。请在输入时弹出的列表里选一个。
error-unknown-term = 用语表里没有“{ $text }”。直接用 /glossary 可以查看全部用语。
error-not-yours = 只有发起搜索的人可以翻页。想自己查，请用 /find。
error-moderators-only = 只有能管理本服务器的成员才能使用。
error-synonyms-few = 请至少输入两个意思相同的词，中间用逗号隔开，例如：骑手，外卖员
error-synonyms-many = 词太多了：一组最多 { $most } 个词。
error-synonyms-merged = 其中有些词已经在别的组里，合并后会有 { $count } 个词，而一组最多 { $most } 个。请少写几个，或先移除原来的组。
error-synonyms-long = “{ $text }”太长了：一个词或短语最多 { $most } 个字符。
error-synonyms-signs = “{ $text }”里没有文字，没有人能搜到它。
error-synonyms-full = 本服务器已有 { $most } 组，达到上限。请先移除一组，再添加新的。

## 演示：首页，以及演示成员说的话

demo-heading = 试用短剧机器人
demo-intro = 这是真正的机器人，运行在你自己电脑上的模拟 Discord 里，不会连接互联网。以任一成员的身份打开频道，输入 / 再选一个命令。
demo-try = 试试用 /find 搜索“tan chi she”，点“怎么看”（How to watch），选一个国家或地区，再点“复制剧名”（Copy title）。
demo-open-as = 以 { $member } 的身份打开
demo-hidden = 只有管理员能看到这个频道。
demo-thread = 子区
demo-shown = 正以 { $member } 的身份打开
demo-limits = 一次只能打开一个频道，打开另一个会关闭上一个。“找这部剧”（Find this drama）这类消息菜单无法在本页打开。这里所有成员的 Discord 都是英文界面，所以 Lin 和 Wei 已用 /me settings 选好了自己的语言。
demo-says-question = 有人听说过 Greedy Snake 吗？我只找到一些片段。
demo-says-chinese = 应该是《贪吃蛇》。用 /find 问问机器人吧。
demo-says-moderator = 管理员频道。用 /review 可以看到成员搜过、但没有搜到的内容。
demo-says-news = 新剧会在这里公布。
