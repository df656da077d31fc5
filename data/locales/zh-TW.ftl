### 使用者看到的文字（繁體中文，台灣）：說明是什麼，或該怎麼做。

## 指令：說明與選項

command-find = 用任何劇名找短劇，中文、英文、拼音都可以，也可以描述劇情
command-find-query = 劇名、劇名的一部分、拼音或劇情；留空可瀏覽全部
command-find-trope = 只看這個題材或類型的短劇
command-find-platform = 只看這個 App 或網站上的短劇
command-find-collection = 只看某個計畫或獎項的短劇，例如紅鏡短劇計畫
command-find-language = 只看這種語言發音的短劇
command-find-region = 只看在這個國家或地區可以看的短劇
command-find-private = 結果只顯示給我一個人看
command-how-to-watch = 在你所在的地方怎麼看一部短劇
command-how-to-watch-title = 哪一部短劇
command-how-to-watch-region = 要查哪個國家或地區；留空則依你的設定
command-find-this = 找這部劇
command-glossary = 查詢短劇圈用語的意思
command-glossary-term = 要查哪個詞；留空會列出全部
command-help = 這個機器人能做什麼，以及你在這裡可以用的指令
command-privacy = 這個機器人保存了你的哪些資料，以及如何刪除
command-me = 你的設定與資料
command-me-settings = 你的國家或地區、語言和劇名順序
command-me-export = 把這個機器人保存的、與你有關的所有資料匯出成檔案
command-me-forget = 刪除這個機器人保存的、與你有關的所有資料
command-review = 這個伺服器的成員搜尋過、但沒有找到的內容
command-catalogue = 為這個伺服器教給機器人的內容
command-catalogue-synonyms = 在這個伺服器搜尋時意思相同的詞，例如「外送員」和「外送騎手」
command-catalogue-synonyms-words = 例如：外送員，外送騎手；留空可查看清單

## 短劇卡片

title-hoax = **這部劇並不存在**，只是曾被當成真有其劇來報導。
title-gloss = 自譯名，不是官方劇名：{ $name }
title-episodes = { $count } 集
title-total = 全長約 { $time }
time-minutes = { $minutes } 分鐘
time-hours = { $hours } 小時 { $minutes } 分鐘
title-spoken = { $language }發音
title-tropes = **題材**  { $list }
title-collection = **收錄於**  { $list }
title-where = **平台**  { $list }
title-nowhere = **平台**  現有資料都沒有提到
title-setting = **背景**  { $text }
title-production = **製作資訊**  { $text }
title-based-on = **改編自**  { $work }
title-based-on-author = { $work }，作者：{ $author }
title-based-on-unnamed = { $author } 的作品
title-sequel-of = **前作**  { $name }
title-director = **導演**  { $name }
title-cast = **演員**  { $list }
title-characters = **角色**  { $list }
title-company = **製作方**  { $name }
title-content = **內容提醒**  { $list }
title-caution = **備註**  { $text }
title-ai-assisted = 製作過程使用 AI 輔助
title-ai-generated = 由 AI 製作
title-confidence-high = 有兩個來源佐證，或出自平台官方、主流媒體
title-confidence-medium = 僅有一個二手來源
title-matched-name = 符合劇名「{ $name }」
title-matched-alias = 符合別名「{ $name }」
title-matched-gloss = 符合自譯名「{ $name }」
title-matched-plot = 符合劇情：{ $words }

content-violence = 暴力
content-sexual-content = 性相關內容
content-coercion = 脅迫
content-abuse = 虐待
content-bullying = 霸凌
content-self-harm = 自傷
content-illness = 疾病
content-death = 死亡
content-drugs = 藥物或毒品
content-horror = 恐怖
content-pregnancy-loss = 流產

button-watch = 怎麼看
button-similar = 類似的劇
button-sources = 資料來源
button-copy = 複製劇名
button-copy-traditional = 繁體
button-copy-pinyin = 拼音
button-open = 前往 { $platform }
button-search = 搜尋 { $platform }
button-region = 變更國家或地區
button-first = « 第一頁
button-previous = ‹ 上一頁
button-next = 下一頁 ›
button-last = 最後一頁 »
button-browse = 瀏覽全部

sources-heading = 資料來源：{ $title }
similar-heading = 與 { $title } 類似的劇
similar-shared = 共同題材：{ $list }
similar-none = 劇庫裡沒有其他劇和 { $title } 有共同的題材紀錄。

## 清單

list-heading = 「{ $query }」的搜尋結果
list-heading-browse = 劇庫裡的短劇，新劇在前
list-filters = 篩選：{ $list }
list-filter-region = { $region }可以看
list-page = 第 { $first }–{ $last } 部，共 { $total } 部
list-page-capped = 第 { $first }–{ $last } 部，只列出最相關的 { $total } 部
list-part = 第 { $first }–{ $last } 項，共 { $total } 項
list-matched-name = 符合：{ $name }
list-matched-alias = 符合別名：{ $name }
list-matched-gloss = 符合自譯名：{ $name }
list-matched-plot = 劇情：{ $name }
list-choose = 選一部看詳細資訊
list-empty = 劇庫裡沒有符合這些篩選條件的短劇。
none-heading = 找不到符合「{ $query }」的短劇。
none-nearest = 和你輸入的比較接近的有：
none-advice = 可以只輸入劇名的一部分，用哪種文字都可以，也可以輸入拼音或拼音首字母，或是描述劇情。寫職業、地點、人物關係，會比寫感受更容易找到。
none-filters = 篩選條件可能太窄：{ $list }。
mentions-heading = 這則訊息裡的短劇
mentions-none = 這則訊息裡沒有劇庫收錄的劇名。如果裡面寫到劇情，可以把那段文字複製到 /find 搜尋。
mentions-empty = 這則訊息裡沒有可以讀取的文字。

## 專題

collection-since = 始於 { $date }
collection-run-by = **主辦單位**
collection-find = **怎麼找**
collection-words = **搜尋詞**  { $list }
collection-titles = **收錄短劇**

## 怎麼看

watch-heading = 怎麼看 { $title }
watch-for = 觀看地區：{ $region }
watch-ask-region = 你在哪個國家或地區看劇？各地的觀看方式不一樣。我會記住你的選擇，之後可以隨時用 /me settings 變更。
watch-choose-region = 你所在的國家或地區
watch-other-region = 其他國家或地區…
region-modal-title = 你所在的國家或地區
region-modal-label = 國家或地區
region-modal-hint = 名稱或兩位字母代碼，例如「葡萄牙」或「PT」
standing-confirmed = 有資料顯示{ $region }可以看
standing-worldwide = 有資料顯示全球都可以看
standing-unconfirmed = { $region }能不能看，還沒有人確認
standing-elsewhere = 資料只提到其他國家或地區，{ $region }不一定能看
standing-blocked = 有來源指出在{ $region }遭到封鎖
watch-blocked = 沒有資料顯示在{ $region }可以怎麼看這部劇。
watch-type = **搜尋詞**  { $words }
watch-type-also = 或  { $words }
watch-no-guide = 還沒有人寫過 { $platform } 的操作步驟，請在那裡搜尋上面的詞。
watch-recognise = **如何辨認**  { $text }
watch-cost = **費用**  { $text }
watch-audio = **語音**  { $list }
watch-subtitles = **字幕**  { $list }
watch-subtitles-unknown = **字幕**  沒有相關資料
watch-language = **語言**  { $text }
watch-sign-up = **帳號**  { $text }
watch-episodes = **該平台集數**  { $count }
watch-note = **上架情況**  { $text }
watch-unknown = **尚未確認**
watch-checked = 最新資料：{ $date }。以上內容未經實際測試。
watch-undated = 來源沒有註明日期。以上內容未經實際測試。
watch-more = 其他方式（{ $count }）
watch-none = 現有資料都沒有提到在哪裡可以看 { $title }。
watch-none-search = 有中國短劇的平台上或許找得到，可以複製劇名去搜尋：
watch-none-other = 如果你知道哪個官方管道可以看，請告訴版主。
watch-hoax = { $title } 並不存在，所以沒有內容可看。
cost-free = 免費
cost-ads = 免費，有廣告
cost-coins = 逐集用金幣解鎖
cost-subscription = 訂閱制
cost-pay-per-episode = 逐集付費
copy-no-pinyin = 這個劇名沒有拼音。

## 設定

me-heading = 你的設定
me-region = **國家或地區**  { $region }
me-region-none = 尚未選擇，需要時我會問你
me-language = **語言**  { $language }
me-language-auto = 與 Discord 的語言相同
me-order = **劇名**  { $order }
order-english = 英文名在前
order-chinese = 中文名在前
me-choose-language = 語言
me-choose-order = 劇名順序
language-en = English
language-zh-CN = 简体中文
language-zh-TW = 繁體中文
me-exported = 我保存的、與你有關的資料都在這裡。
me-forgotten = 已刪除。我現在沒有保存任何與你有關的資料。
me-nothing = 沒有可以刪除的內容：我沒有保存任何與你有關的資料。

## 用語、說明、隱私

glossary-heading = 短劇圈用語
glossary-choose = 選一個詞看解釋
glossary-also = 也稱：{ $list }
help-heading = 我能做什麼
help-intro = 中國短劇不管叫哪個名字，我都可以幫你找，並告訴你在所在地怎麼看，只介紹官方平台。
help-start = 從 **/find** 開始，例如試試 `tan chi she`、貪吃蛇，或「夜裡送單的外送騎手」。
help-menu = 在任何訊息上選 **應用程式 → { $name }**，我會讀取那則訊息，找出裡面提到的短劇。
help-commands = **你在這裡可以用的指令**
help-moderators = **版主指令**
privacy-heading = 我保存了你的哪些資料
privacy-kept = 如果你設定過，我會在你的 Discord ID 下保存你的國家或地區、語言和劇名順序。除此之外，與你有關的什麼都不存，不存訊息，也不存搜尋紀錄。你的搜尋詞只附在你收到的那則回答的按鈕裡。
privacy-why = 保存這些，是為了用你的語言、依你所在的國家或地區回答。不會提供給任何其他人。
privacy-rights = 用 **/me export** 可以查看，用 **/me forget** 可以立即刪除。這個機器人的營運者也可以替你處理。
privacy-server = 我還會依伺服器統計兩件事，都不記錄是誰：一是沒有找到結果的搜尋，保存搜尋詞、次數和最近一次的時間，好讓版主知道缺了什麼；二是每部劇被開啟過幾次。這些都不在你的名下，所以 **/me forget** 也刪不到。私訊會合在一起，當作一個伺服器來統計。
privacy-messages = 「找這部劇」只會讀取你選取的那一則訊息，而且只用於那一次回答。

## 版主

review-heading = 搜尋過但沒找到
review-misses = 這個伺服器的成員搜尋過、但沒有結果的內容，次數多的在前：
review-miss = **{ $count } 次** { $text } · 最近一次：{ $when }
review-empty = 目前沒有需要處理的內容。到現在為止，這個伺服器的每次搜尋都有結果。
review-done = 已處理，從清單中移除
review-hint = 可以這樣處理：如果劇庫裡有這部劇，只是大家用的詞不同，請用 **/catalogue synonyms** 新增同義詞；如果劇庫裡沒有，請聯絡這個機器人的營運者新增。移除之後，如果又有人沒找到，它會再次出現。
synonyms-heading = 同義詞
synonyms-intro = 在這個伺服器搜尋一組詞裡的任何一個，也會找到同組的其他詞。
synonyms-added = 這些詞現在算是同義詞：**{ $words }**
synonyms-empty = 還沒有同義詞。在 **/catalogue synonyms** 後面輸入幾個詞就能新增，例如：外送員，外送騎手
synonyms-remove = 移除一組

## 錯誤

error-unknown = 我這邊出了問題。如果再次發生，請把這個代碼告訴營運者：{ $code }
error-old-button = 這個按鈕來自我的舊版本，請重新使用指令。
error-old-command = 這個指令已經變更。請重新啟動 Discord 再試一次。
error-no-title = 那部劇已經不在劇庫裡了，請重新用 /find 尋找。
error-not-found-title = 找不到劇名為「{ $text }」的短劇。請在輸入時出現的清單裡選一部。
error-unclear-title = 有好幾部劇符合「{ $text }」。請在輸入時出現的清單裡選一部。
error-unknown-region = 找不到叫「{ $text }」的國家或地區。請從清單裡選，或輸入兩位字母代碼。
error-unknown-trope = 沒有「{ $text }」這個題材。請在輸入時出現的清單裡選一個。
error-unknown-platform = 找不到叫「{ $text }」的 App 或網站。請在輸入時出現的清單裡選一個。
error-unknown-collection = 沒有「{ $text }」這個專題。請在輸入時出現的清單裡選一個。
error-unknown-language = 找不到「{ $text }」這種語言。請在輸入時出現的清單裡選一個。
error-unknown-term = 用語表裡沒有「{ $text }」。直接用 /glossary 可以查看全部用語。
error-not-yours = 只有發起搜尋的人可以翻頁。想自己查，請用 /find。
error-moderators-only = 只有可以管理這個伺服器的成員才能使用。
error-synonyms-few = 請至少輸入兩個意思相同的詞，中間用逗號隔開，例如：外送員，外送騎手
error-synonyms-many = 詞太多了：一組最多 { $most } 個詞。
error-synonyms-merged = 其中有些詞已經在別的組裡，合併後會有 { $count } 個詞，而一組最多 { $most } 個。請少寫幾個，或先移除原來的組。
error-synonyms-long = 「{ $text }」太長了：一個詞或片語最多 { $most } 個字元。
error-synonyms-signs = 「{ $text }」裡沒有文字，沒有人搜尋得到。
error-synonyms-full = 這個伺服器已經有 { $most } 組，達到上限。請先移除一組，再新增其他的。

## 示範：首頁，以及示範成員說的話

demo-heading = 試用短劇機器人
demo-intro = 這是真正的機器人，在你自己電腦上的模擬 Discord 裡執行，不會連上網際網路。以任一成員的身分開啟頻道，輸入 / 再選一個指令。
demo-try = 試試用 /find 搜尋「tan chi she」，按「怎麼看」（How to watch），選一個國家或地區，再按「複製劇名」（Copy title）。
demo-open-as = 以 { $member } 的身分開啟
demo-hidden = 只有版主看得到這個頻道。
demo-thread = 討論串
demo-shown = 正以 { $member } 的身分開啟
demo-limits = 一次只能開啟一個頻道，開啟另一個就會關閉上一個。「找這部劇」（Find this drama）這類訊息選單無法在本頁開啟。這裡所有成員的 Discord 都是英文介面，所以 Lin 和 Wei 已用 /me settings 選好自己的語言。
demo-says-question = 有人聽過 Greedy Snake 嗎？我只找得到片段。
demo-says-chinese = 應該是《贪吃蛇》。可以用 /find 問機器人。
demo-says-moderator = 版主頻道。用 /review 可以看到成員搜尋過、但沒有找到的內容。
demo-says-news = 新劇會在這裡公布。
