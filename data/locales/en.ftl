### What people read, in English. Plain sentences: what is so, or what to do.

## Commands: descriptions, options

command-find = Find a micro-drama by any name, in any script, or by its plot
command-find-query = A name or part of one, pinyin, or what happens in it; leave empty to browse
command-find-trope = Only with this trope or genre
command-find-platform = Only on this app or site
command-find-collection = A programme or award, such as Red Mirror
command-find-language = Only in this spoken language
command-find-region = Only what can be watched in this country
command-find-private = Show the answer only to me
command-how-to-watch = How to watch a micro-drama from where you are
command-how-to-watch-title = Which drama
command-how-to-watch-region = For which country; leave empty for yours
command-find-this = Find this drama
command-glossary = What a micro-drama term means
command-glossary-term = Which term; leave empty to see them all
command-help = What this bot does, and the commands you can use here
command-privacy = What this bot keeps about you, and how to delete it
command-me = Your own settings and data
command-me-settings = Your country, language and order of titles
command-me-export = Everything this bot keeps about you, as a file
command-me-forget = Delete everything this bot keeps about you
command-review = What is waiting for moderators: members’ suggestions, and searches that found nothing
command-catalogue = What this server teaches the bot
command-catalogue-synonyms = Words that mean the same in searches here, such as courier and delivery rider
command-catalogue-synonyms-words = For example: courier, delivery rider; leave empty to see the list
command-announce = Announcements of new dramas: where they go, and what became of them
command-announce-channel = The channels that get announcements
command-announce-channel-add = Announce new dramas in a channel
command-announce-channel-edit = Change what is announced in a channel, and how
command-announce-channel-list = The channels with announcements, and how each is doing
command-announce-channel-remove = Stop announcing in a channel for good
command-announce-channel-pause = Pause announcements in a channel until you resume them
command-announce-channel-resume = Resume announcements in a channel
command-announce-place = A text, announcement or forum channel
command-announce-trope = Only dramas with this trope or genre
command-announce-platform = Only dramas on this app or site
command-announce-collection = Only dramas of this programme or award
command-announce-spoken = Only dramas in this spoken language
command-announce-region = Only dramas that can be watched in this country
command-announce-origin = From the catalogue that all servers share, or this server’s own
command-announce-language = The language of the posts
command-announce-role = A role to mention in each post
command-announce-thread = Open a thread for each post, with this name
command-announce-archive = When a quiet thread is hidden
command-announce-tags = Tags for a forum post, separated by commas
command-announce-publish = Publish posts to the servers that follow an announcement channel
command-announce-when = At once, or gathered in one post
command-announce-hour = The hour of daily and weekly posts, 0–23
command-announce-weekday = The day of weekly posts
command-announce-zone = The time zone, by a city
command-announce-quiet = Hours without posts, such as 22-8
command-announce-without = Remove one of these
command-announce-which = A channel with announcements
command-announce-title = Announce a drama now
command-announce-title-title = Which drama
command-announce-title-note = Your own words to go with it
command-announce-schedule = Announce a drama at a time you choose
command-announce-schedule-at = For example 2026-12-24 20:00
command-announce-cancel = Cancel an announcement that is still to come
command-announce-cancel-announcement = Which one
command-announce-preview = See a drama’s post before it is sent; nobody else sees it
command-announce-log = What was posted when, what is waiting, and what failed and why
command-announce-why = Why a drama was announced in a channel, or was not
command-announce-post = Post your own words in the channels with announcements
command-announce-post-text = What to say; leave it empty to write several lines

## Cards of titles

title-hoax = **This drama does not exist.** It was reported as if it did.
title-gloss = Our translation of the name, not an official title: { $name }
title-episodes = { $count ->
    [one] { $count } episode
   *[other] { $count } episodes
}
title-complete = complete
title-total = about { $time } in all
time-minutes = { $minutes } min
time-hours = { $hours } h { $minutes } min
title-spoken = spoken: { $language }
title-tropes = **Tropes**  { $list }
title-collection = **Part of**  { $list }
title-where = **Where**  { $list }
title-nowhere = **Where**  none of our sources names a service
title-setting = **Setting**  { $text }
title-production = **Production**  { $text }
title-based-on = **Based on**  { $work }
title-based-on-author = { $work }, by { $author }
title-based-on-unnamed = a work by { $author }
title-sequel-of = **Follows**  { $name }
title-director = **Director**  { $name }
title-cast = **Cast**  { $list }
title-characters = **Characters**  { $list }
title-company = **Made by**  { $name }
title-content = **May upset**  { $list }
title-caution = **Note**  { $text }
title-ai-assisted = Made with AI assistance
title-ai-generated = Made by AI
title-confidence-high = Documented by two sources, by the service itself or by major press
title-confidence-medium = Documented by one secondary source
title-confidence-community = Added by moderators from what members know, not documented elsewhere
title-matched-name = Found by its name “{ $name }”
title-matched-alias = Found by “{ $name }”, another name it goes by
title-matched-gloss = Found by “{ $name }”, our translation of its name
title-matched-plot = Found by its plot: { $words }

content-violence = violence
content-sexual-content = sexual content
content-coercion = coercion
content-abuse = abuse
content-bullying = bullying
content-self-harm = self-harm
content-illness = illness
content-death = death
content-drugs = drugs
content-horror = horror
content-pregnancy-loss = loss of a pregnancy

button-watch = How to watch
button-similar = More like this
button-sources = Sources
button-copy = Copy title
button-copy-traditional = Traditional
button-copy-pinyin = Pinyin
button-open = Open in { $platform }
button-search = Search { $platform }
button-region = Change country
button-first = « First
button-previous = ‹ Back
button-next = Next ›
button-last = Last »
button-browse = Browse everything

sources-heading = Where the facts about { $title } come from
similar-heading = More like { $title }
similar-shared = also { $list }
similar-none = No other drama in the catalogue shares a documented trope with { $title }.

## Lists

list-heading = Dramas for “{ $query }”
list-heading-browse = Dramas in the catalogue, newest first
list-filters = Only: { $list }
list-filter-region = can be watched in { $region }
list-page = { $first }–{ $last } of { $total }
list-page-capped = { $first }–{ $last } of the best { $total }
list-part = { $first }–{ $last } of { $total }
list-matched-name = matched: { $name }
list-matched-alias = matched: { $name }, another name
list-matched-gloss = matched: { $name }, our translation
list-matched-plot = plot: { $name }
list-choose = Open one of these
list-empty = Nothing in the catalogue fits these filters.
none-heading = No documented drama matches “{ $query }”.
none-nearest = Close to what you typed:
none-advice = Try part of the name in any script, pinyin or just its initials, or describe what happens: jobs, places and relationships find more than feelings.
none-filters = The filters may be too narrow: { $list }.
mentions-heading = Dramas in this message
mentions-none = No name in this message is in the catalogue. If it says what happens in the drama, copy that into /find.
mentions-empty = This message has no text to read.

## Collections

collection-since = Since { $date }
collection-run-by = **Who runs it**
collection-find = **How to find it**
collection-words = **Words to type**  { $list }
collection-titles = **Dramas**

## How to watch

watch-heading = How to watch { $title }
watch-for = Country: { $region }
watch-ask-region = In which country do you watch? The answer depends on it. I remember your choice; change it any time with /me settings.
watch-choose-region = Your country
watch-other-region = Another country…
region-modal-title = Your country
region-modal-label = Country
region-modal-hint = Name or two-letter code, e.g. Portugal or PT
standing-confirmed = Documented for { $region }
standing-worldwide = Documented as available worldwide
standing-unconfirmed = Nobody has confirmed yet whether this works in { $region }
standing-elsewhere = Documented for other countries only; it may not work in { $region }
standing-blocked = Blocked in { $region }, according to a source
watch-blocked = There is no documented way to watch it from { $region }.
watch-type = **Type**  { $words }
watch-type-also = or  { $words }
watch-no-guide = Nobody has written steps for { $platform } yet. Search there for the words above.
watch-recognise = **The right result**  { $text }
watch-cost = **Cost**  { $text }
watch-audio = **Audio**  { $list }
watch-subtitles = **Subtitles**  { $list }
watch-subtitles-unknown = **Subtitles**  none documented
watch-language = **Language**  { $text }
watch-sign-up = **Account**  { $text }
watch-episodes = **Episodes there**  { $count }
watch-note = **Listing**  { $text }
watch-unknown = **Not confirmed**
watch-checked = Newest information: { $date }. Nothing here was tested live.
watch-undated = The sources give no date. Nothing here was tested live.
watch-more = Other ways ({ $count })
watch-none = None of our sources says where { $title } can be watched.
watch-none-search = It may still be on a service that carries Chinese dramas. Copy the title and search there:
watch-none-other = If you know an official place, tell your moderators.
watch-hoax = { $title } does not exist, so there is nothing to watch.
cost-free = free
cost-ads = free with adverts
cost-coins = coins per episode
cost-subscription = subscription
cost-pay-per-episode = paid per episode
copy-no-pinyin = There is no pinyin for this name.

## Settings

me-heading = Your settings
me-region = **Country**  { $region }
me-region-none = not chosen; I ask when it matters
me-language = **Language**  { $language }
me-language-auto = as in your Discord app
me-order = **Titles**  { $order }
order-english = English name first
order-chinese = Chinese name first
me-choose-language = Language
me-choose-order = Order of titles
language-en = English
language-zh-CN = 简体中文
language-zh-TW = 繁體中文
me-exported = This is everything I keep about you.
me-forgotten =
    Deleted: your settings, votes, progress, follows and watchlist, and whatever of yours was still waiting.
    What remains no longer has your ID. What you changed in the catalogue or decided as a moderator stays, because others build on it. Suggestions and questions that were decided stay for a year, because they say why the catalogue is as it is; watch parties for 90 days, because others take part.
    Messages in which I named you to followers, or as the author of a hidden spoiler, stay in their channels, because I no longer know which they are: a moderator there can delete them. If the host of this bot makes backups, what was deleted is in them until they are replaced.
me-nothing = There was nothing to delete: I keep nothing under your ID.

## Glossary, help, privacy

glossary-heading = Words micro-drama fans use
glossary-choose = Explain one of these
glossary-also = Also: { $list }
help-heading = What I can do
help-intro = I find Chinese micro-dramas (短剧) under any of their names and tell you how to watch them from where you are, on official services only.
help-start = Start with **/find**: try `tan chi she`, 贪吃蛇, or “delivery riders at night”.
help-menu = On any message: **Apps → { $name }** reads the message and finds the dramas it names.
help-commands = **Commands you can use here**
help-moderators = **For moderators**
privacy-heading = What I keep about you
privacy-kept = Your country, language and order of titles, if you set them, under your Discord ID. If you change dramas in the catalogue, its history says that it was you. If you say whether a way to watch worked, your vote is kept for 90 days. Beyond what is listed here I keep nothing about you: no messages, no searches. Your search words travel inside the buttons of the answer you got.
privacy-why = I keep them to answer in your language and for your country. Nobody else gets them.
privacy-rights = **/me export** shows them, **/me forget** deletes them at once; what you changed in the catalogue stays, without your name. The host of this bot can also do it for you.
privacy-server = For each server I also count two things, without noting who it was: searches that found nothing, as the words typed, with how often and when last, so that its moderators know what is missing; and how often each title was opened. None of it is under your name, so **/me forget** cannot find it. Direct messages are counted together, as if they were one server.
privacy-messages = “Find this drama” reads the one message you use it on, for that answer only.

## Moderators

review-heading = Searched for, not found
review-misses = What members of this server searched for without finding it, most frequent first:
review-miss = **{ $count }×** { $text } · last { $when }
review-empty = Nothing is waiting for you. Every search in this server has found something so far.
review-done = Done, take it off the list
review-hint = What helps: if the drama is in the catalogue, make what was typed one of its names, or add words that mean the same with **/catalogue synonyms**. If it is missing, add a drama by that name. What you take off the list comes back when somebody searches for it again and finds nothing.
synonyms-heading = Words that mean the same
synonyms-intro = A search in this server for one word of a group finds the others too.
synonyms-added = These now mean the same: **{ $words }**
synonyms-empty = There are none yet. Type some after **/catalogue synonyms**, for example: courier, delivery rider
synonyms-remove = Remove a group

## Announcements

announce-new = New in the catalogue
announce-complete = All episodes are out
announce-worldwide = Now watchable worldwide
announce-way = A new way to watch it
announce-route = Now watchable in { $regions }
announce-route-more = Now watchable in { $regions } and { $count } more
announce-several = { $count ->
    [one] News of { $count } drama
   *[other] News of { $count } dramas
}
announce-more = and { $count } more
announce-gone = What was announced here is no longer in the catalogue.
announce-origin-all = From everywhere
announce-origin-shared = From the shared catalogue
announce-origin-own = This server’s own
announce-in-english = English
announce-in-simplified = Chinese, simplified
announce-in-traditional = Chinese, traditional
announce-archive-hour = Hidden after an hour of quiet
announce-archive-day = Hidden after a day of quiet
announce-archive-days = Hidden after three days of quiet
announce-archive-week = Hidden after a week of quiet
announce-when-instant = At once
announce-when-hourly = Gathered each hour
announce-when-daily = Gathered each day
announce-when-weekly = Gathered each week
announce-on-monday = Monday
announce-on-tuesday = Tuesday
announce-on-wednesday = Wednesday
announce-on-thursday = Thursday
announce-on-friday = Friday
announce-on-saturday = Saturday
announce-on-sunday = Sunday
announce-trope = The trope
announce-platform = The app or site
announce-collection = The programme or award
announce-spoken = The spoken language
announce-region = The country
announce-role = The role
announce-threads = The threads
announce-tags = The tags
announce-quiet = The quiet hours
announce-channels-heading = Channels with announcements
announce-channels-empty = No channel has announcements yet. Choose one with **/announce channel add**.
announce-saved = New dramas are announced in { $channel } from now on.
announce-changed = Changed for { $channel }.
announce-removed = Nothing is announced in { $channel } any more. What was posted there stays.
announce-paused = Announcements in { $channel } are paused. Resume them with **/announce channel resume**.
announce-resumed = Announcements in { $channel } have resumed.
announce-channel-gone = a channel that is gone
announce-filters-none = all new dramas
announce-about = **What**  { $list }
announce-how = **How**  { $list }
announce-time = **When**  { $list }
announce-daily-at = each day at { $hour }:00
announce-weekly-at = each { $day } at { $hour }:00
announce-quiet-at = no posts from { $from } to { $to }
announce-mentions = mentions { $role }
announce-threaded = thread “{ $name }”
announce-published = published to followers
announce-tagged = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
}
announce-state-active = Working
announce-state-paused = Paused
announce-state-blocked = Waiting for a permission
announce-state-disabled = Stopped
announce-lacks = I cannot post in { $channel } yet: I lack { $list }. Anyone who can manage roles or this channel can allow that for my role in the channel’s permissions. Until then announcements wait; after that they resume by themselves.
announce-history = Please give me { $list } too: if Discord’s answer to a post is lost, I can check whether the post is already in the channel.
announce-silent-role = Posts would show { $role }, but nobody would be notified: allow anyone to @mention the role in its settings, or give me { $list }.
announce-problem = Announcements in { $channel } have stopped: { $reason }
announce-done = { $count ->
    [one] On its way to { $count } channel: { $title }
   *[other] On its way to { $count } channels: { $title }
}
announce-done-none = No channel of this server takes { $title }. **/announce why** explains why.
announce-done-nobody = Your words go to no channel: those with announcements are paused or stopped. **/announce channel list** shows which.
announce-words = your own words
announce-scheduled = { $title } will be announced { $when }, { $relative }. You can cancel that with **/announce cancel**.
announce-cancelled = Cancelled: { $title } will not be announced { $when }.
announce-form-title = Your own words
announce-form-text = What to say
announce-preview = This is how it would look in { $channel }. Nothing was sent.
announce-preview-none = This is how it would look. Nothing was sent, and no channel has announcements yet.
announce-preview-thread = Its thread would be called “{ $name }”.
announce-log-heading = What became of announcements
announce-log-empty = Nothing has been announced here yet.
announce-log-title = { $title } and { $count } more
announce-log-words = a moderator’s own words
announce-log-again = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
announce-step-message = Post
announce-step-thread = Thread
announce-step-publish = Publishing
announce-step-edit = Correction
announce-delivery-pending = waiting
announce-delivery-sending = being sent
announce-delivery-sent = sent
announce-delivery-blocked = waiting for a permission
announce-delivery-dead = given up
announce-delivery-cancelled = cancelled
announce-delivery-unknown = may have been sent
announce-why-heading = Where { $title } is announced, and why
announce-stage-announced = announced
announce-stage-subscribed = channel chosen
announce-stage-active = not paused
announce-stage-wanted = fits the filters
announce-stage-permitted = may post
announce-stage-due = it is time
announce-stage-sent = sent

## Permissions, as Discord calls them

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-embed-links = Embed Links
permission-create-threads = Create Public Threads
permission-read-history = Read Message History
permission-mention-everyone = Mention @everyone, @here, and All Roles

## Why an announcement waits, or failed

reason-lacks = I lack the permission { $list }.
reason-no-access = Discord refused: I cannot see the channel.
reason-no-permission = Discord refused: I lack a permission in the channel.
reason-channel-gone = The channel, or the server, is gone.
reason-channel-kind = Posts of this kind do not work in this kind of channel. Remove the channel and add it again.
reason-forum-tag = The forum requires a tag, or a chosen tag is gone. Choose tags with **/announce channel edit**.
reason-threads-full = The server has as many threads as Discord allows; I try again every hour.
reason-thread-closed = The thread is closed; I try again every hour.
reason-filtered = A filter of the server or of Discord blocked the text.
reason-refused = Discord refused it for good.
reason-malformed = There is a fault in my post; it was stopped in all channels. Tell the host of this bot.
reason-mismatch = Discord answered with another channel’s message. Check in the channel whether the post is there.
reason-unclear = Discord gave no answer, and I may not read the channel’s history to check. Look in the channel whether the post is there.
reason-expired = It kept failing for a day, so I gave up.
reason-again = Discord had an error or gave no answer; I will try again.
reason-rate = Discord allows no more requests for the moment; the post will go out soon.
reason-network = The network in front of Discord is holding me back; I will try again later.
reason-token = Discord no longer accepts my login. Tell the host of this bot.
reason-outage = Discord has an outage that affects this server; I will carry on by myself when it is over.
reason-deleted = Somebody deleted the post.
reason-paused = A moderator paused the channel.
reason-removed = Announcements in the channel were ended.
reason-cancelled = It was cancelled.
reason-not-announced = It has not been announced. **/announce title** does it now.
reason-scheduled = It is scheduled.
reason-not-subscribed = The channel has no announcements. **/announce channel add** changes that.
reason-other-channels = It was meant for other channels.
reason-subscribed-later = It was announced before the channel was chosen or changed.
reason-unwanted = The channel wants only: { $list }
reason-time = It is waiting for its time.
reason-quiet = It is waiting for the quiet hours to end.
reason-turn = It is waiting its turn: Discord allows only so many requests a second.
reason-under-way = It is being sent now.
reason-other = For a reason I have no words for: { $code }

## Errors

error-unknown = Something went wrong on my side. If it happens again, tell the host this code: { $code }
error-old-button = This button is from an older version of me. Use the command again.
error-old-command = This command has changed. Restart Discord and try again.
error-no-title = That drama is no longer in the catalogue. Try /find again.
error-not-found-title = I found no drama for “{ $text }”. Pick one from the list that opens while you type.
error-unclear-title = Several dramas fit “{ $text }”. Pick one from the list that opens while you type.
error-unknown-region = I know of no country called “{ $text }”. Pick one from the list, or type its two-letter code.
error-unknown-trope = There is no trope “{ $text }”. Pick one from the list that opens while you type.
error-unknown-platform = I know of no app or site called “{ $text }”. Pick one from the list that opens while you type.
error-unknown-collection = There is no collection “{ $text }”. Pick one from the list that opens while you type.
error-unknown-language = I know of no language called “{ $text }”. Pick one from the list that opens while you type.
error-unknown-term = “{ $text }” is not in the glossary. Use /glossary alone to see every word in it.
error-not-yours = Only the person who asked can turn these pages. Use /find for your own.
error-outdated = Somebody else has changed this in the meantime. Look at it again, then make your change.
error-curators-only = Only the host’s curators can change the catalogue that all servers share.
error-id-taken = There is already a drama with the id { $id }.
error-titles-full = This server already has { $most } dramas of its own, which is the limit. Remove one before you add another.
error-not-own-title = This server has said nothing of its own about that drama, so there is nothing to remove.
error-no-change = That change is no longer there: a server’s history goes back a year at most, and { $most } changes. **/catalogue history** shows what can still be undone.
error-nothing-to-undo = There is nothing to undo. A server’s history goes back a year at most, and { $most } changes.
error-try-again = That did not work on my side. Try again in a moment.
error-moderators-only = Only this server’s moderators can use this: members who can manage the server, or who have the role chosen for it.
error-synonyms-few = Give at least two words that mean the same, separated by commas, for example: courier, delivery rider
error-synonyms-many = That is too many: a group holds at most { $most } words.
error-synonyms-merged = Some of these words are already in a group. Together that would be { $count } words, and a group holds at most { $most }. Leave some out, or remove the old group first.
error-synonyms-long = “{ $text }” is too long: a word or phrase can have at most { $most } letters.
error-synonyms-signs = “{ $text }” has no letters, so nobody can search for it.
error-synonyms-full = This server already has { $most } groups, which is the limit. Remove one before you add another.
error-announce-time = I cannot read “{ $text }” as a time. Write it like 2026-12-24 20:00.
error-announce-past = That time has passed: { $time }. Choose one that is still to come, or use **/announce title** to announce it now.
error-announce-far = That is more than a year ahead. Choose an earlier time.
error-announce-quiet = I cannot read “{ $text }” as quiet hours. Write two different hours, like 22-8.
error-announce-zone = I know of no time zone for “{ $text }”. Pick one from the list that opens while you type.
error-announce-everyone = I do not mention everybody. Choose a role that members take if they want news.
error-announce-managed = The role { $role } belongs to an app or to Discord, so it cannot be mentioned for announcements. Choose one that members can take.
error-announce-publish = Only posts in announcement channels can be published to other servers.
error-announce-tags-forum = Only posts in forum channels have tags.
error-announce-tag = The forum has no tag “{ $text }”. It has: { $list }
error-announce-tags-many = A post can have at most { $most } tags.
error-announce-exists = That channel already has announcements. Change them with **/announce channel edit**.
error-announce-not-there = That channel has no announcements. **/announce channel list** shows those that do.
error-announce-many = This server already has announcements in { $most } channels, which is the limit. Remove one before you add another.
error-announce-no-channel = No channel has announcements yet, so this would reach nobody. Choose one with **/announce channel add**.
error-announce-no-scheduled = That announcement is no longer waiting. Pick one from the list that opens while you type.
error-announce-no-words = There is nothing to read in that. Write a few words.
error-announce-hoax = This drama does not exist, so I do not announce it.

## The demo: its front page and what its members say

demo-heading = Try the micro-drama bot
demo-intro = This is the real bot in a simulated Discord on your own computer. Nothing here reaches the internet. Open a channel as one of the members, type / and choose a command.
demo-try = Try /find with “tan chi she”, press How to watch, choose a country, then press Copy title.
demo-try-moderator = As Sam, try /review: approve what Wei suggests and announce it; the post and its thread are in #new-titles after a few seconds. Then /announce why and /catalogue history say what happened, and /setup and /doctor what else a server needs.
demo-try-community = As Mia, try /discuss and /watch-party with “fendela”, and /identify with words of your own: #drama-talk and #identify show what becomes of it.
demo-open-as = Open as { $member }
demo-hidden = Only moderators see this channel.
demo-thread = Thread
demo-shown = Open now, as { $member }
demo-limits = One channel is open at a time: opening another closes the last one. Message menus such as “Find this drama” cannot be opened in this page. What the bot posts by itself appears after “Refresh preview”. Every member’s Discord app speaks English here, so Lin and Wei have chosen their language with /me settings.
demo-says-question = Has anybody heard of Greedy Snake? I only ever find clips.
demo-says-chinese = It is 《贪吃蛇》, I think. Ask the bot with /find.
demo-says-moderator = Moderators’ corner. /review shows what members suggest, and what they searched for and did not find.
demo-suggests = A tram driver and a night nurse meet on the last ride home, every night. (Made up for this demo.)
demo-says-news = New titles will be announced here.

## History of titles

command-catalogue-history = Who changed what, and a way to undo it
command-catalogue-history-title = One drama; leave empty for every change
command-catalogue-undo = Undo the last change
command-catalogue-remove = Remove a drama of this server’s own, or its changes to a shared one
command-catalogue-remove-title = Which drama
command-catalogue-everywhere = For all servers; only the host’s curators can
history-heading = Changes made in this server
history-shared = Changes to the shared catalogue
history-empty = Nothing has been changed yet.
history-undo = Undo…
change-added = added
change-removed = removed
change-field = { $field }: { $old } → { $new }
change-parts = { $field }: { $parts }
change-unseen = { $field }: changed, but it reads the same
change-more = and { $count } more
change-way-name = what it is called there
change-way-cost = price
change-way-audio = sound
change-way-subtitles = subtitles
change-by-nobody = an import, or a member who deleted their data
change-import = from a file
change-takes-back = undoes an earlier change
change-taken-back = undone
change-undone = { $count ->
    [one] Undone.
   *[other] { $count } changes were undone.
}
remove-ask = Remove { $title }?
remove-ask-here = A drama of this server’s own is removed; for a shared one, only this server’s changes to it are. **/catalogue undo** brings it back.
remove-ask-everywhere = It is removed for every server. **/catalogue undo** brings it back.
remove-done = Removed: { $title }. **/catalogue undo** brings it back.
button-remove = Remove
error-changed-since = It has been changed again since, so it cannot be undone on its own. Undo the later change first.
field-names = names
field-hoax = hoax
field-language = spoken language
field-country = country
field-year = year
field-first-aired = first episode
field-last-aired = last episode
field-episodes = episodes
field-minutes = minutes per episode
field-tropes = tropes
field-cast = cast
field-characters = characters
field-director = director
field-company = made by
field-based-on = based on
field-sequel-of = follows
field-ai = AI
field-content = content notes
field-synopsis = plot
field-setting = setting
field-production = production
field-caution = note
field-routes = ways to watch
field-sources = sources
field-confidence = confidence
field-id = id
## Many titles at once: import and export by a file

command-catalogue-import = Add or change many dramas from a file; you first see what it would change
command-catalogue-import-file = CSV or JSON, at most 1 MiB and 10,000 rows
command-catalogue-import-everywhere = For curators: change the catalogue that all servers share
command-catalogue-export = This server’s own dramas and changes as a file
command-catalogue-export-format = CSV unless you choose otherwise
command-catalogue-export-csv = CSV, for a spreadsheet
command-catalogue-export-json = JSON, which loses nothing
command-catalogue-export-everywhere = The catalogue that all servers share instead
import-heading = What this file would change in this server
import-heading-shared = What this file would change for all servers
import-added = New: { $count }
import-changed = Changed: { $count }
import-unchanged = The same as before: { $count }
import-mistakes =
    { $count ->
        [one] There is one mistake, so nothing can be imported yet. Correct it and upload the file again.
       *[other] There are { $count } mistakes, so nothing can be imported yet. Correct them and upload the file again.
    }
import-mistakes-all = All { $count } mistakes, one per line:
import-line = Line { $number }
import-nothing = The file says nothing new, so there is nothing to import.
import-rules = All of it or nothing, and it can be undone. The buttons work for 15 minutes.
import-working = Importing: { $percent } %
import-others = Everything else works as usual in the meantime.
import-done =
    { $count ->
        [one] Done: one drama was imported.
       *[other] Done: { $count } dramas were imported. They can be undone together.
    }
import-cancelled = Nothing was imported.
button-import-apply = Apply
button-import-cancel = Cancel
export-own =
    { $count ->
        [one] The one drama that this server has added or changed:
       *[other] The { $count } dramas that this server has added or changed:
    }
export-shared = The catalogue that all servers share, { $count } dramas:
error-import-large = That file is too large: at most { $most } MiB. Split it.
error-import-rows = That file has too many rows: at most { $most }. Split it.
error-import-download = Discord did not give me the file. Upload it again.
error-import-heavy = That file takes too much time or memory to read, so nothing was changed. Split it.
error-import-failed = The import failed on my side, and nothing was changed. Upload the file again.
error-import-busy = Several files are waiting already. Try again in a minute.
error-import-turn = A file of this server is in line or being worked on. Wait until it is done.
error-import-gone = Your upload is no longer here: I keep one for { $minutes } minutes, until it is used or I restart. Upload the file again.
error-import-outdated = Somebody has changed one of these dramas since you uploaded the file, so nothing was changed. Upload the file again to see what it would change now.
error-export-empty = This server has no dramas or changes of its own yet. With “everywhere” you get the catalogue that all servers share.
error-export-large = That is too large for a file on Discord. The host can export it with `bot export`.

## What members say of ways to watch

button-worked = Worked
button-failed = Didn’t work
evidence-none = No member has confirmed this from { $region } yet.
evidence-worked = Worked for { $count ->
    [one] one member
   *[other] { $count } members
} in { $region }, last { $when }.
evidence-failed = Did not work for { $count ->
    [one] one member
   *[other] { $count } members
} in { $region }, last { $when }.
evidence-doubtful = ⚠ **Doubtful:** several members could not watch it this way lately.
vote-thanks = Thank you. Others see it, without your name.
vote-thanks-others = Thank you. Others see it, without your name. There are more ways in the menu below.
error-vote-young = Only accounts that are at least { $days } days old can say whether a way works. Thank you all the same.
## Set-up, diagnosis, log channel

command-setup = Walks you through this server’s settings and tests every permission they need
command-doctor = What is wrong in this server now, worst first, and how to fix it
button-back = ‹ Back
button-next-step = Next ›
button-skip = Skip ›
button-clear = Clear
button-start-over = Start over
button-check-again = Check everything
permission-send-in-threads = Send Messages in Threads
privacy-settings = For each server I keep what its moderators chose: country, language and time zone, the channels I use, and the role that makes a moderator. That says nothing about any member, so **/me export** does not include it.
help-by-role = You are a moderator through a role. If Discord does not offer you these commands, ask whoever manages the server to allow that role in Server Settings → Integrations.
error-managers-only = Only members who can manage this server can change its settings.
error-setup-role-gone = That role no longer exists. Choose another.
error-setup-everyone = Everybody has that role, so everybody would be a moderator. Choose a role that only your moderators have.
error-setup-managed = The role { $role } belongs to an app or to Discord, so you cannot decide who has it. Choose one that you give to your moderators.
setup-at = Step { $number } of { $total }
setup-nothing = Nothing chosen yet.
setup-now = Now: { $what }
setup-step-home = Country and language
setup-step-zone = Time zone
setup-step-news = Announcements
setup-step-log = Log channel
setup-step-role = Moderators
setup-step-talk = Discussions
setup-step-done = This server’s settings
setup-home = Where are most of your members, and which language should posts be in? Members who have not said where they are get ways to watch for this country; each can choose another. Answers always come in the member’s own language.
setup-region-now = Country: { $region }
setup-language-now = Posts in: { $language }
setup-choose-region = Country of most members
setup-choose-language = Language of posts
setup-zone = Which time zone should times for this server be in? Channels that you add from now on start with it.
setup-choose-zone = Time zone
setup-other-zone = Another city…
setup-zone-title = Time zone
setup-zone-label = A large city in your time zone
setup-zone-hint = Manchester is in Europe/London: type London
setup-news = In which channel should new dramas be announced? Choose one, or several one after another. **/announce channel edit** refines what a channel gets, and **/announce channel remove** ends it.
setup-choose-news = Announce in this channel too
setup-log = Where may I tell moderators, in one line, that announcements in a channel have stopped? A channel that only they can see is best.
setup-choose-log = Log channel
setup-role = Which role makes a moderator? Its members can use **/announce**, **/prompt**, **/review**, **/catalogue** and **/doctor**, just like those who can manage the server. **/setup** stays with those who can manage the server.
setup-choose-role = Moderators’ role
setup-integrations = Discord hides these commands from the role until you allow it: Server Settings → Integrations → this app → add the role to each command.
setup-role-gone = The role that made moderators has been deleted. Choose another, or clear the choice.
setup-talk = Where should a drama be talked about: in threads of a channel, or in posts of a forum?
setup-talk-thread = Threads in a channel
setup-talk-forum = Posts in a forum
setup-bands-now = Episodes are split at { $list } in discussions opened from now on.
setup-choose-talk = Threads or forum
setup-choose-place = The channel for it
setup-lacks = In { $channel } I lack { $list }. Anyone who can manage roles or this channel can allow that for my role in the channel’s permissions.
setup-history = In { $channel } I should also have { $list }: if Discord’s answer to a post is ever lost, I can check whether the post is there. Anyone who can manage roles or this channel can allow it.
setup-channel-gone = The channel { $channel } ({ $id }) no longer exists, or I cannot see it.
setup-well = I have every permission that these settings need.
setup-done = You can run **/setup** again at any time; your settings stay.
doctor-heading = What is wrong here
doctor-well = 🟢 All is well: I can post in every channel with announcements, and nothing was given up in the last seven days.
doctor-checked = Checked { $when }. Checking changes nothing.
doctor-more = { $count ->
    [one] And one more thing. Fix these first, then check again.
   *[other] And { $count } more things. Fix these first, then check again.
}
doctor-gone = The channel { $channel } ({ $id }) has announcements, but it no longer exists. What is announced there is lost.
doctor-gone-fix = Choose another with **/announce channel add**, and remove this one with **/announce channel remove**: it is in the list that opens while you type.
doctor-stopped = Announcements in { $channel } have stopped. { $reason }
doctor-stopped-fix = Once that is fixed, start them again with **/announce channel resume**.
doctor-lacks = In { $channel } I lack { $list }, so announcements wait.
doctor-lacks-fix = For anyone who can manage roles or this channel: channel settings → Permissions → my role → allow it.
doctor-blocked = Announcements in { $channel } are waiting: Discord refused one. { $reason }
doctor-blocked-fix = Check the channel’s permissions for my role, then use **/announce channel resume**.
doctor-gave-up = { $count ->
    [one] In the last seven days I gave up on one request for { $channel }. { $reason }
   *[other] In the last seven days I gave up on { $count } requests for { $channel }. { $reason }
}
doctor-gave-up-fix = **/announce log** shows which. Announce it again with **/announce title** if it still matters.
doctor-unclear = { $count ->
    [one] In the last seven days one post in { $channel } may or may not have been sent.
   *[other] In the last seven days { $count } posts in { $channel } may or may not have been sent.
}
doctor-unclear-fix = Look in the channel; **/announce log** says when. With the permission **Read Message History** I can check for myself next time.
doctor-barren = No drama in the catalogue fits what { $channel } asks for, so nothing will ever be posted there.
doctor-barren-fix = Ask for less: **/announce channel edit** with `without` takes one condition away.
doctor-role-gone = Posts in { $channel } should mention a role that has been deleted.
doctor-role-gone-fix = Choose another with **/announce channel edit** `role`, or none with `without`.
doctor-role-silent = Posts in { $channel } mention { $role }, but nobody is notified.
doctor-role-silent-fix = Allow anyone to @mention the role in its settings, or give me **Mention @everyone, @here, and All Roles** in the channel.
doctor-paused = Announcements in { $channel } are paused by a moderator. What is announced in the meantime will not be posted there later.
doctor-paused-fix = Resume them with **/announce channel resume**.
doctor-history = In { $channel } I lack { $list }. If Discord’s answer to a post is ever lost, I cannot check whether the post is there.
doctor-moderators-gone = The role that made moderators has been deleted, so only those who can manage the server are moderators.
doctor-moderators-gone-fix = Anyone who can manage the server can choose another with **/setup**.
doctor-log-gone = The log channel { $channel } ({ $id }) no longer exists.
doctor-log-gone-fix = Anyone who can manage the server can choose another with **/setup**.
doctor-log-lacks = In the log channel { $channel } I lack { $list }.
doctor-talk-gone = The place for discussions, { $channel } ({ $id }), no longer exists.
doctor-talk-gone-fix = Anyone who can manage the server can choose another with **/setup**.
doctor-talk-lacks = In { $channel }, the place for discussions, I lack { $list }.
doctor-no-channel = No channel has announcements, so this server hears nothing of new dramas.
doctor-no-channel-fix = Choose one with **/announce channel add**, or leave it as it is.
doctor-nothing = Nothing is set up here yet.
doctor-nothing-fix = Anyone who can manage the server can start with **/setup**; it takes two minutes.
doctor-prompt-gone = The channel of the weekly question, { $channel } ({ $id }), no longer exists, so no question is posted.
doctor-prompt-gone-fix = Choose another with **/prompt weekly**, or end the weekly questions with **/prompt stop**.
doctor-prompt-lacks = In { $channel }, where I post a question each week, I lack { $list }. A question that waits for longer than a day is not posted.
doctor-desk-gone = The place where members ask which drama it is, { $channel } ({ $id }), no longer exists, so nobody can ask.
doctor-desk-lacks = In { $channel }, where members ask which drama it is, I lack { $list }, so nobody can ask.
doctor-no-events = I lack { $list } in this server, so **/watch-party** does not work.
doctor-no-events-fix = For anyone who can manage roles: Server Settings → Roles → my role → **Create Events**.
doctor-no-polls = In { $channel }, where I post a question each week, I lack { $list }: the answers are written out, and nobody can vote.
doctor-host = For the host of this bot
doctor-host-damaged = The database is damaged. `bot doctor` says how. Stop the bot and put a backup in its place.
doctor-host-disk = Only { $number } MB are free on the disk of the database. Make room, or soon nothing can be saved.
doctor-host-wal = The write-ahead log of the database has grown to { $number } MB: a program keeps an old state open. Close other programs that read it, then restart the bot.
doctor-host-no-catalogue = The folder of the catalogue files is not there: CATALOGUE_PATH in `.env`.
doctor-host-catalogue = The catalogue files are newer than what is loaded. Restart the bot.
doctor-host-commands = Discord has other commands than this program. Restart the bot, which sends them.
doctor-here = **/doctor** says what to do.
## Suggestions, and what moderators do with them

command-suggest = Propose something for the catalogue
command-suggest-title = Propose a drama that is missing here; moderators of this server decide
command-suggest-correction = Say what is wrong about a drama; moderators of this server decide
command-suggest-name = Propose another name of a drama; moderators of this server decide
command-suggest-of = The drama it is about: type any of its names
command-suggest-this = Suggest as a title
command-review-propose = A drama of this server, or its changes to a shared one, to propose for the shared catalogue
suggest-form-title = Suggest a drama
suggest-form-correction = What is wrong?
suggest-form-name = Another name
suggest-chinese = Name in Chinese
suggest-english = Name in English
suggest-where = Where it is: app or site
suggest-link = Link
suggest-about = What it is about, in one sentence
suggest-what = What is wrong
suggest-value = What is right
suggest-source = How you know
suggest-name = The name
suggest-language = Its language
suggest-year = Year
suggest-episodes = Number of episodes
suggest-director = Director
suggest-company = Company
suggest-cast = Cast, separated by commas
suggest-other = Something else
suggest-hint = At most { $most } characters
suggest-hint-link = https, on an official site of an app I know; at most { $most } characters
suggest-kind-title = A drama
suggest-kind-correction = A correction
suggest-kind-name = A name
suggest-reason-exists = We have it already.
suggest-reason-drama = It is not a micro-drama.
suggest-reason-source = Nothing shows that this is right.
suggest-reason-unofficial = It is not on an official service.
suggest-reason-unclear = We could not tell which drama is meant.
suggest-reason-wrong = We checked, and it is not so.
suggest-of = **About** { $title }
suggest-field = **{ $name }** { $value }
suggest-instead = { $new } (now: { $old })
suggest-cited = Suggested by a member of a Discord server
suggest-somebody = somebody
suggest-sent = Thank you. The moderators of this server will read this:
suggest-told-here = When they have decided, I will tell you here, after your next command in this server. Only you will see it.
suggest-told-message = When they have decided, I will send you a direct message. If yours are closed, I will tell you here after your next command.
suggest-exists = What you typed is a name of this drama, so nothing was sent yet.
suggest-asked = About your suggestion “{ $what }” the moderators ask: “{ $question }”
suggest-answer-form = Your answer
suggest-answer = What the moderators should know
suggest-answered = Thank you. The moderators have your answer.
suggest-outcome-approved = Your suggestion “{ $what }” was approved: { $title }
suggest-outcome-merged = “{ $what }” is now found as a name of { $title }. Thank you.
suggest-outcome-by-hand = The moderators agree with what you wrote about { $title }. They put it right by hand, as it is about something that I cannot change by myself.
review-by-hand = Nothing has changed yet: this suggestion is about something that I cannot change by myself. Here is what can be changed by hand.
suggest-outcome-declined = Your suggestion “{ $what }” was declined.
suggest-decided-approved = **Approved** by { $who } { $when }: { $title }
suggest-decided-merged = **Merged** by { $who } { $when }: “{ $what }” is a name of { $title }
suggest-decided-declined = **Declined** by { $who } { $when }: “{ $what }”
review-suggestions = Suggestions
review-everybody = Suggestions for the shared catalogue
review-none = No suggestion is waiting.
review-from = { $kind } · from { $who } · { $when }
review-from-server = the server “{ $server }”
review-existing = The catalogue seems to have it: { $title }
review-asked = **Asked** “{ $question }”
review-answer = **Answered** “{ $answer }”
review-unanswered = -# No answer yet. They see the question after their next command here.
review-place = { $place } of { $total }
review-decline = Decline, because…
review-own-words = In my own words…
review-why = What the member will read
review-which = Which drama: any of its names
review-question = Your question
review-was-asked = Asked. It waits at the end of the list until the answer comes.
review-announce = This is how it would look. Announce it?
review-announce-everybody = This is how it would look in every server that wants news of it. Announce it?
review-not-announced = Not announced. You can still do it with **/announce title**.
review-proposed = Proposed. The curators of the shared catalogue will see it, with this server’s name.
review-miss-name = Make it a name of a drama…
review-miss-title = Add a drama by that name…
review-miss-form = Which drama is it a name of?
review-miss-named = From now on it is a name of { $title }.
button-told-message = Tell me by direct message
button-told-here = Do not message me
button-change = Change it
button-suggest-anyway = It is something else: send anyway
button-answer = Answer
button-open-link = Open the link
button-approve = Approve
button-edit-approve = Edit and approve
button-merge = Merge as a name of…
button-ask = Ask the member
button-review-next = Continue with the list
button-propose = Propose for the shared catalogue
button-proposal = Everything it says
button-announce = Announce
button-not-now = Not now
button-section-ours = Suggestions: { $count }
button-section-misses = Not found: { $count }
button-section-everybody = Shared catalogue: { $count }
privacy-suggestions = What you propose with **/suggest** is kept under your ID for the moderators of that server, with what they ask and you answer. **/me forget** deletes what nobody has decided yet and takes your ID off the rest, which is deleted after a year. If moderators stop you from suggesting in their server, I keep that you are stopped there until they or **/me forget** take it back.
error-suggest-https = The link has to begin with https:// and lead straight to the drama.
error-suggest-host = { $host } is not an official site of any app I know, so I cannot accept the link. Use the link that the app itself gives you, or leave it out.
error-suggest-no-name = I need at least one name of the drama.
error-suggest-number = There is no number in that. Write it in digits.
error-suggest-value = That cannot be right. Please check it again.
error-suggest-known-name = The drama has that name already.
error-suggest-again = Somebody has already suggested this, and the moderators have not decided yet. If you mean something else, change what tells them apart.
error-suggest-blocked = The moderators of this server do not take suggestions from you any more.
error-suggest-no-words = There is nothing to read in that. Write a few words.
error-suggest-gone = That suggestion is no longer there, or has already been decided.
error-suggest-many = You have sent { $most } suggestions within a day, which is the limit. You can send another { $when }.
error-suggest-waiting = { $most } of your suggestions are still waiting, which is the limit. You can send another once the moderators have decided on one of them.
error-suggest-server = This server has received { $most } suggestions within a day, which is the limit. You can send yours { $when }.
error-suggest-decided = Somebody else was quicker: this has already been decided.
error-suggest-nobody = There is nobody to ask: this did not come from a member, or they have deleted their data.
error-suggest-shared = That drama is already in the shared catalogue, and this server says nothing different about it.
error-suggest-proposed = That has already been proposed and is waiting for the curators.
error-undo-shared = That drama belongs to the shared catalogue now, so there is nothing to bring back. What your server wants to say differently about it you can change with **/catalogue edit**.
error-suggest-here = Suggestions go to the moderators of a server, so use this in one.
button-section-failing = Didn’t work: { $count }
button-section-failing-anywhere = Didn’t work (all servers): { $count }
failing-heading = Ways that did not work
failing-heading-anywhere = Ways that did not work, in all servers
failing-empty = No way to watch has failed for several members lately.
failing-hint = Reported by members of this server in the last 30 days. Once a way works again, or if the reports were wrong, reset the count.
failing-hint-anywhere = Reported by members of all servers in the last 30 days. Once a way works again, or if the reports were wrong, reset the count: what members of every server said about it is deleted.
failing-line = **{ $title }** · { $platform } · { $region } · { $count } members, last { $when }
failing-mend = Change the way to watch…
failing-reset = Reset the count…
button-block = Stop this member’s suggestions
button-blocked = Stopped members: { $count }
button-unblock = Allow again
blocked-heading = Members who may not suggest
blocked-none = Everybody may suggest in this server.
blocked-hint = They cannot suggest anything in this server. What they have already sent stays in the list until you decide.
blocked-line = { $member } · { $when }
blocked-more = and { $count } more

## Titles that moderators change

command-catalogue-add = Add a drama; a form opens
command-catalogue-edit = Change what is said about a drama, one field at a time
command-catalogue-names = What a drama is called: add and remove names
command-catalogue-watch = The ways to watch a drama: add, change, check and remove them
command-catalogue-watch-platform = Add a way on this app or site; leave it out to see all ways
command-catalogue-host = Further websites of an app or site that this server trusts
command-catalogue-host-platform = Whose website it is; leave it out to see all
command-catalogue-host-host = For example watch.example.com
command-catalogue-publish = See a drama’s announcement, then announce it
command-catalogue-which = Which drama
scope-here = For this server alone.
scope-everywhere = For all servers.
source-moderators = the moderators of this Discord server
source-curators = the curators of this catalogue
source-server = proposed by a Discord server
form-add-heading = A new drama
form-name-heading = One more name
form-way-heading = A way to watch it
form-hint = At most { $most } characters
form-chinese = Chinese name
form-english-name = English name
form-aired = Year, or first day
form-aired-hint = 2026, 2026-01 or 2026-01-12
form-tropes = Tropes
form-tropes-hint = Separated by commas: revenge, time travel. At most { $most } characters
form-about = What it is about
form-lines-hint = One per line. At most { $most } characters
form-characters-hint = One per line, like 素兰 = Sulan. At most { $most } characters
form-english = English
form-simplified = Simplified Chinese
form-traditional = Traditional Chinese (Taiwan)
form-name = Name
form-language = Language
form-by-script = By its script
form-kind = What kind of name
form-work = Title of the work
form-author = Author
form-work-kind = What it is
form-unknown = Not known
form-novel = Novel
form-webtoon = Webtoon
form-series = Series
form-film = Film
form-story = Story
form-yes = Yes
form-no = No
form-service = App or site
form-service-hint = Its name, such as ReelShort or 抖音; a link alone will do, too
form-link = Link
form-link-hint = https, on an official site. At most { $most } characters
form-words = Words to type there
form-words-hint = Separated by commas or on lines, best first; empty means the title
form-regions = Countries where it works
form-regions-hint = Separated by commas: GB, Malaysia; or: everywhere; empty: not known
form-note = What else to know
form-mistakes = Nothing was saved yet:
form-kept = What you typed is kept for { $minutes } minutes.
form-typed = What you typed, to copy:
form-several = Several dramas fit. Which one do you mean?
form-which = Choose the drama
names-kind-official = official name
names-kind-original = name it was made under
names-kind-alias = another name that people use
names-kind-service = name on one app or site
names-kind-gloss = our own translation
alike-heading = Is it one of these?
alike-intro = “{ $name }” is not saved yet. These have a name like it:
alike-same = It is one of these: add as names of it
adding-done = Saved: { $title }. Above is how members see it.
adding-named = These are now names of { $title }. Above is how members see it.
adding-undo = You can undo this with **/catalogue undo**.
lacks-heading = What it still lacks:
lacks-way = a way to watch it, so /how-to-watch cannot help yet
lacks-english = an English name
lacks-about = what it is about
lacks-tropes = tropes, by which members browse
lacks-year = the year
editing-heading = What is said about { $title }
editing-empty = Not said yet: { $list }
editing-choose = Change…
editing-saved = Saved. You can undo this with **/catalogue undo**.
conflict-heading = Somebody was quicker: { $title }
conflict-intro = { $who } has changed this drama since you opened the form. Nothing of yours is saved yet.
conflict-somebody = Somebody
conflict-theirs = What they changed
conflict-yours = What you would change
names-heading = Names of { $title }
names-remove = Remove a name…
ways-heading = Ways to watch { $title }
ways-none = There is none yet.
ways-choose = Choose one to change, check or remove…
ways-checked = Last checked
ways-unknown = not said
hosts-heading = Websites this server trusts
hosts-intro = Besides the official ones. Links of ways to watch may lead there, in this server alone.
hosts-added = Added: **{ $host }** and its subdomains.
hosts-empty = There are none. Give **/catalogue host** a platform and a host to add one.
hosts-remove = Remove a website…
publishing-ask = This is what a channel of this server would get. Announce it?
publishing-ask-everywhere = This is what a channel would get. Announce it in every server that wants it?
publishing-done =
    { $count ->
        [one] Announced: { $title }, in one channel.
       *[other] Announced: { $title }, in { $count } channels.
    }
publishing-nobody = No channel gets { $title }: it was announced there already, or their filters leave it out. **/announce why** explains each.
button-correct = Correct it
button-save-anyway = Save anyway
button-save-mine = Save mine too
button-keep-theirs = Discard mine
button-add-name = Add a name
button-add-way = Add a way to watch
button-edit = Change
button-checked = Checked today
button-all-ways = Back to all
button-names = Names
button-ways = Ways to watch
button-publish-ask = Publish…
button-publish = Announce
error-draft-gone = What you typed is no longer here: I keep it for { $minutes } minutes, until it is used or I restart. Please start again.
error-form-over = Nothing was saved: that form was open for more than { $minutes } minutes, or I was restarted meanwhile. Please open it again.
error-form-too-long = That is too long for a form. **/catalogue export** it as JSON, change the file, and **/catalogue import** it. A drama of the shared catalogue is in that file once you have changed something else about it here.
error-form-long = “{ $text }” is too long: at most { $most } characters.
error-form-number = “{ $text }” is not a number from { $least } to { $most }.
error-form-date = I cannot read “{ $text }” as a date from 1990 on. Write 2026, 2026-01 or 2026-01-12.
error-form-trope = I know of no trope called “{ $text }”.
error-form-trope-near = I know of no trope called “{ $text }”. Similar ones are: { $list }
error-form-no-name = Give at least one name, in Chinese or in English.
error-form-name-signs = A name needs letters, so that it can be searched for.
error-form-no-source = Give at least one source: an address, or in words who says so.
error-form-service = I know of no app or site called “{ $text }”.
error-form-no-service = Say which app or site it is. The link alone does not tell me: it is not on any official site that I know.
error-form-words = Give at most { $most } words or phrases.
error-names-many = A drama can have at most { $most } names.
error-names-last = A drama needs at least one name that is not our own translation. Add another before you remove this one.
error-way-gone = Somebody has changed or removed that way to watch in the meantime. Look at the list again.
error-ways-many = A drama can have at most { $most } ways to watch it.
error-hosts-many = This server already trusts { $most } further websites, which is the limit. Remove one before you add another.
error-removed-since = Somebody has removed this drama since you opened the form, so there is nothing to change. **/catalogue history** shows who.
error-link-https = An address has to begin with https://.
error-link-blank = That address has spaces or invisible characters in it. Copy it again.
error-link-backslash = That address has a backslash in it, which browsers read in different ways. Copy it again.
error-link-user = That address has an @ before its host, so it leads to { $host }, whatever comes before the @. Copy the address from the official site.
error-link-port = That address has a port number, which official sites do not need. Leave it out.
error-link-percent = The host of that address is written with percent signs, which hide where it leads. Write the host in plain letters.
error-link-letters = The host “{ $host }” has letters of other scripts in it, which may look like the official ones but are not. Copy the address from the official site.
error-link-like = { $host } looks like { $other }, but is not: it may be somebody else’s. Copy the address from the official site.
error-link-foreign = { $host } is not an official site of this app. Official are: { $list }. If you trust it, add it with **/catalogue host**.
error-link-no-hosts = I know of no official site of this app, so it cannot have a link. If you trust one, add it with **/catalogue host**.
error-link-long = That address is too long: at most { $most } characters.
error-host-none = “{ $host }” is not the name of a website. Write it like watch.example.com.
error-host-wide = { $host } is an ending that many websites have. Name one of them.

## Discussions

command-discuss = The place to talk about a drama, with spoilers kept apart by episodes
command-discuss-title = Which drama
command-discuss-episodes = Go straight to these episodes: 12, or 11-30
command-progress = How far you are in a drama; only you see it unless you share it
command-progress-title = Which drama; leave empty in a drama’s own thread
command-progress-episode = The last episode you have seen; leave empty to see everything you noted
command-mark-spoiler = Mark as spoiler for…
permission-manage-threads = Manage Threads
permission-manage-messages = Manage Messages
permission-attach-files = Attach Files
band-all = All episodes
band-all-episodes = all episodes
band-end = { $first }–end
band-episodes = episodes { $band }
band-rules = Talk freely about everything up to episode { $last }. What comes later stays out of here.
band-rules-end = Talk freely, the ending included.
band-rules-all = Talk freely about every episode. People who have not finished may be reading along, so hide the big twists.
band-question-scene = Which moment of these episodes did you watch again?
band-question-mind = Whom did you change your mind about in these episodes?
band-question-guess = What did you see coming here, and what took you by surprise?
band-question-end = Which of these episodes has the meanest ending?
home-heading = Talk about it, without spoilers
home-rules = This thread is for everybody, including those who have not started yet: keep what happens out of it. Each button leads to the thread for some episodes; anyone who is not that far yet is asked first. **/progress** notes how far you are.
home-tip = Hide a plot twist with two bars on each side: `||like this||`. If a message gives too much away: **Apps → Mark as spoiler for…**
home-question-start = What made you start this one: an advert, a clip, a friend?
home-question-first = How many episodes did it take until you were hooked?
home-question-who = Who did you like at first sight, and who did you distrust?
home-question-coins = Where are you watching it, and would you recommend the app?
home-tag-complete = completed
home-tag-ongoing = ongoing
home-moved = The discussion of this drama continues in { $thread }.
home-for-moderators = Only moderators see these buttons.
home-form-rename = Rename the threads
home-name = Name
home-form-merge = Merge into another drama’s threads
home-into = Which drama
home-form-bands = Choose the episode bands
home-starts = First episode of each, e.g. 1, 11, 31
home-merged = The threads of { $title } are closed and lead to { $thread }.
home-taken-out = { $title } has threads of its own again.
home-sure = Merge { $title } into { $into }?
home-sure-closed =
    { $count ->
        [one] The thread of { $title } is closed and leads to { $into }. What was said there can still be read.
       *[other] The { $count } threads of { $title } are closed and lead to { $into }. What was said there can still be read.
    }
home-sure-discuss = **/discuss** { $title } then leads to { $into }.
home-sure-progress = Progress noted for { $title } counts for { $into } too.
home-sure-undo = You can undo this: the answer to **/discuss** will have a button for it.
home-sure-choose = Merge them?
home-sure-yes = Yes, merge into { $into }
home-left =
    { $count ->
        [one] Discord did not let me change one thread. Make sure that I have **Manage Threads** there, then try again in a few minutes.
       *[other] Discord did not let me change { $count } threads. Make sure that I have **Manage Threads** there, then try again in a few minutes.
    }
discuss-heading = Talk about { $title }
discuss-home = For everybody, without spoilers: { $thread }
discuss-there = Here you are: { $thread }
discuss-locked = 🔒 Moderators have locked it: you can read, but not write.
discuss-ask = You said you are at episode { $episode }; this is { $band }, so it gives away what you have not seen.
discuss-ask-new = You have not said how far you are; this is { $band }, so it gives away what happens before.
button-my-progress = My progress
button-open-thread = Open the thread
button-discuss = Discuss
button-open-anew = Open it again
button-go-in = Go in anyway
button-further = I am at episode { $episode } now
button-lock = Lock
button-unlock = Unlock
button-rename = Rename…
button-merge-home = Merge…
button-merge-not = Leave both as they are
button-unmerge = Unmerge { $title }
button-bands = Episode bands…
progress-none = You have not said how far you are.
progress-of = You are at episode { $episode } of { $total }.
progress-at = You are at episode { $episode }.
progress-public = { $name } is at episode { $episode } of { $title }
progress-private = Only you see this.
progress-shared = You are sharing this: each time you note an episode, one line tells everybody there. It says the number and nothing about the plot.
progress-is-shared = shared
progress-heading = How far you are
progress-empty = You have noted nothing yet. Use **/progress** with a drama and an episode.
progress-choose = Remove one…
progress-form = How far are you?
progress-form-episode = The last episode you have seen
button-move = Note an episode…
button-share = Share it
button-unshare = Keep it to myself
button-drop = Remove
spoiler-which = { $title }: which episodes does it give away?
spoiler-choose = It belongs in…
spoiler-form = Mark as spoiler for…
spoiler-form-title = Which drama does it give away?
spoiler-sent = Thank you. The moderators have been asked to hide it.
spoiler-request = A message to hide
spoiler-asks = { $asker } marked a message of { $author } in { $channel }, { $when }.
spoiler-belongs = It belongs in: { $band }
spoiler-files =
    { $count ->
        [one] One file is attached. It is posted again with it.
       *[other] { $count } files are attached. They are posted again with it.
    }
spoiler-hidden = { $name } wrote this. It was hidden because it gives away: { $where }
spoiler-queue-empty = No message is waiting to be hidden.
spoiler-done = It is now hidden here: { $link }
spoiler-removed = The original has been removed.
spoiler-was-gone = The original was gone already.
spoiler-remove-later = Discord did not remove the original just now: please remove it yourself.
spoiler-not-removed = The original is still there: in { $channel } I lack { $list }. Anyone who can manage the server can allow that; until then please remove the message yourself.
spoiler-left = The message stays as it is.
spoiler-why = Somebody marked this message because it tells what others have not seen yet, and a moderator hid it. Click the grey box to read it.
button-other-title = Another drama…
button-hide-band = Hide it in { $band }
button-hide-anew = Open { $band } again and hide it there
button-hide-here = Hide it here
button-hide-not = Leave it
button-original = Go to the message
button-why-hidden = Why is it hidden?
button-section-spoilers = To hide: { $count }
privacy-progress = How far you are in a drama is kept under your ID, and is for you alone unless you share it. A message marked as a spoiler is kept for at most 30 days: with its author’s name and who marked it until moderators decide, and from then on only the fact that it was decided.
error-discuss-server = Dramas are discussed in servers: use this in one.
error-discuss-episodes = I cannot read “{ $text }” as episodes. Write 12, or 11-30.
error-discuss-not-here = You cannot open threads in this channel, so I will not open one for you. Use this in another channel, or ask those who manage the server to choose a place with **/setup**.
error-discuss-nowhere = There can be no threads here. Use this in a text channel, or ask those who manage the server to choose a place with **/setup**.
error-discuss-place = The channel for discussions is gone. Anyone who can manage the server can choose another with **/setup**.
error-discuss-lacks = In { $channel } I lack { $list }. Anyone who can manage the server can allow that: channel settings → Permissions.
error-discuss-forbidden = Discord does not let me into { $channel }. Anyone who can manage the server can allow it: channel settings → Permissions.
error-discuss-tag = Every post in { $channel } must have a tag, and none of its tags fits. Anyone who can manage the server can add one, such as the name of a trope, or no longer require tags.
error-discuss-full = This server has as many open threads as Discord allows. A moderator can close some; then try again.
error-discuss-refused = Discord does not let me open a thread in { $channel } (code { $code }). A moderator can look at **/doctor**.
error-discuss-later = Discord is not answering properly right now. Nothing is lost: try again in a minute.
error-discuss-busy = Somebody is opening it right now. Try again in a few seconds.
error-discuss-closed = Moderators have locked the discussion of this drama, so no new thread is opened.
error-discuss-gone = Its thread was deleted. It can be opened again; what was said in it does not come back.
error-discuss-band = The episode bands have changed in the meantime. **/discuss** shows the current ones.
error-discuss-merge = A drama’s threads can be merged into another drama’s, not into their own.
error-home-name = That name has no visible characters.
error-home-starts = I cannot make episode bands of “{ $text }”. Write the first episode of each, from 1 to { $most }, at most { $bands }: 1, 11, 31.
error-progress-beyond = It has { $most } episodes; note one of those.
error-progress-which = Say which drama. In a drama’s own thread you can leave that out.
error-progress-many = You have noted { $most } dramas, which is the limit. Remove one with **/progress**.
error-spoiler-ours = I wrote that message, and I give nothing away. Choose a member’s message.
error-spoiler-empty = That message has no text and no file that could be hidden.
error-spoiler-known = Moderators have already been asked about that message.
error-spoiler-many = You have marked { $most } messages in one day, which is the limit. Tell a moderator about others.
error-spoiler-gone = That was a while ago and is no longer kept. Mark the message again.
error-spoiler-decided = Another moderator was quicker: it is decided, or is being posted now.
error-spoiler-channel = The channel of that message is gone. Hide it in its band, or leave it.
error-spoiler-refused = Discord does not take the message in { $channel } (code { $code }). Nothing was removed.
error-spoiler-expired = I can no longer read the files of that message: Discord’s links to them end after about a day. Nothing was posted or removed. Use **Apps → Mark as spoiler for…** on the message once more, which renews them, then press again; or remove the message yourself.
error-spoiler-large = I cannot post the files of that message again: at most { $most } files, { $size } MB each and { $total } MB together. Nothing was posted or removed: please remove the message yourself, or leave it.
error-spoiler-many-files = That message has { $most } files and a text too long to hide beside them. Nothing was posted or removed: please remove the message yourself, or leave it.
## Following and watchlists

command-follow = What you want to hear about
command-follow-add = Follow a drama, trope, collection or app, or the watchlist that another member shares
command-follow-list = What you follow, and how you are told
command-follow-remove = Stop hearing about something
command-follow-title = A drama, by any of its names
command-follow-trope = A trope or genre
command-follow-collection = A programme, award or list
command-follow-platform = An app or site
command-follow-member = Whose shared watchlist
command-follow-what = One of those you follow
command-watchlist = Your own list of dramas
command-watchlist-add = Put a drama on your list, or say how far you are with it
command-watchlist-list = Your list, or one that another member shares
command-watchlist-remove = Take a drama off your list
command-watchlist-title = A drama, by any of its names
command-watchlist-state = What you do with it; left out, a new drama is one you want to watch, and others stay as they are
command-watchlist-member = Whose list; your own if you do not say
command-watchlist-only = Only those in this state
command-watchlist-sort = In which order
button-follow = Follow
button-unfollow = Unfollow
button-follow-again = Follow it again
button-following = What I follow
button-follow-quiet = Quiet hours
button-watchlist = My watchlist
button-watchlist-add = Add to my watchlist
button-watchlist-share = Share it
button-watchlist-private = Stop sharing
button-watchlist-export = As a file
follow-kind-title = drama
follow-kind-list = watchlist of a member
follow-kind-collection = collection
follow-kind-platform = app or site
follow-kind-trope = trope
follow-elsewhere = A drama of another server, or one that is gone
follow-in-messages = in direct messages
follow-in-unknown = a server without me
follow-done = You follow **{ $what }**.
follow-undone = You no longer follow **{ $what }**.
follow-elsewhere-still = You still follow it in: { $servers }.
follow-heading = What you follow ({ $count })
follow-nothing = Nothing yet. Press **Follow** on the card of a drama, or use **/follow add**.
follow-several-places = What you follow in several servers I tell you once: in a channel if one of them has chosen one, else after your next command.
follow-choose-remove = Unfollow one of these
follow-which = You follow several of these. Which of them do you want to stop following?
follow-choose-way = How I tell you
follow-way-server = Mention me in the server’s channel for it
follow-way-dm = By direct message
follow-way-command = Only to me, after my next command
follow-how-server = In this server I mention you in { $channel } when there is news.
follow-how-elsewhere = You also follow it in **{ $server }**, and there I mention you in { $channel } when there is news.
follow-how-dm = When there is news, I send you a direct message.
follow-how-command = When there is news, I tell you after your next command, for your eyes only.
follow-no-region = I do not know your country, so I cannot tell you when something can be watched there. Choose it with **/me settings**.
follow-closed = Your direct messages are closed to me, so I tell you here, after your commands. Open them and choose again in **/follow list** if you would rather have messages.
follow-quiet = No messages { $hours }, { $zone }
follow-quiet-title = Quiet hours
follow-quiet-label = No direct messages from – to (hours)
follow-told-heading = News of what you follow
follow-told-announced = **{ $title }** is new in the catalogue.
follow-told-watchable = **{ $title }** can now be watched in { $region }.
follow-told-subtitled = **{ $title }** now has sound or subtitles in { $language }.
follow-told-completed = All episodes of **{ $title }** are out.
follow-told-band = There is now a place to talk about episodes { $band } of **{ $title }**. **/discuss** leads there.
follow-told-several = **{ $title }**: { $facts }.
follow-facts = { $first }; { $second }
follow-fact-watchable = it can now be watched in { $region }
follow-fact-subtitled = it now has sound or subtitles in { $language }
follow-fact-completed = all its episodes are out
button-follow-mine = What is for me
follow-told-more = And { $count } more.
follow-told-all = That is all the news for now.
button-follow-more = Show more
watchlist-want = Want to watch
watchlist-watching = Watching
watchlist-done = Watched
watchlist-dropped = Dropped
watchlist-by-changed = Last changed first
watchlist-by-added = Last added first
watchlist-by-name = By name
watchlist-by-state = By state
watchlist-mine = Your watchlist
watchlist-of = Watchlist of { $member }
watchlist-count = { $count ->
    [one] { $count } drama
   *[other] { $count } dramas
 }
watchlist-empty = Nothing here yet. **/watchlist add** puts a drama on it.
watchlist-choose-sort = Order
watchlist-put = **{ $title }** is on your watchlist: { $state }.
watchlist-already = **{ $title }** is already on your watchlist: { $state }.
watchlist-removed = **{ $title }** is off your watchlist.
watchlist-exported = Your watchlist, for a spreadsheet.
setup-step-follow = Followers
setup-follow = In which channel may I mention members when there is news of what they follow in this server? The news of 15 minutes becomes one message that mentions up to 64 members; when there are more, the next ones come five minutes apart. Without a channel I tell them after their next command.
setup-choose-follow = Channel for followers
announce-log-notice = news for followers
doctor-follow-gone = The channel in which I mention followers, { $channel } ({ $id }), no longer exists. They are told after their next commands.
doctor-follow-lacks = In { $channel }, where I mention followers, I lack { $list }. They are told after their next commands.
privacy-following = If you follow something or keep a watchlist, I keep that under your ID, with the server you followed it in, how you want to be told, and for 90 days what I told you. Others see your watchlist only while you share it. **/me forget** deletes all of it, including what is waiting to be sent; messages that have mentioned you stay in their channel.
error-follow-one = Choose one thing to follow: a drama, a trope, a collection, an app, or a member who shares their watchlist.
error-follow-not = You do not follow that. **/follow list** shows what you follow.
error-follow-not-told = You no longer follow any of this, or this notice is too old. **/follow list** shows what you follow.
error-follow-many = You follow { $most } things, which is the limit. Remove one in **/follow list** first.
error-follow-own-list = That is your own watchlist, which you need not follow. Choose another member.
error-watchlist-private = That member does not share their watchlist.
error-watchlist-not = That drama is not on your watchlist.
error-watchlist-full = Your watchlist has { $most } dramas, which is the limit. Take one off first.
## The desk: what drama is this?

command-identify = What drama is this? Describe it: I look first, then you can ask the others here
command-identify-description = What you remember: who, what happens, words of the name, where you saw it
command-identify-image = A picture of it, such as a screenshot
command-identify-link = A link to it on an official site or app
identify-found = Is it one of these?
identify-nothing = I know no drama like this
identify-by-name = its name fits
identify-by-tropes = tropes: { $list }
identify-no-desk = You cannot ask the others here yet: this server has no channel for it. A moderator can choose one with **/setup**, in the step “What drama is this?”.
identify-desk-gone = The channel for such questions has been deleted. A moderator can choose another with **/setup**.
identify-lacks = I cannot post in { $channel }: I lack { $list }. Anyone who can manage that channel can allow it.
identify-refused = Discord did not let me post in { $channel }. A moderator can look at **/setup**. You can try again in a while.
identify-instead = You can suggest it as a drama that is missing: the form begins with what you described.
desk-heading = What drama is this?
desk-heading-over = What drama was this?
desk-heading-solved = What drama was this? Found!
desk-by = asked by { $who } · { $when }
desk-no-picture = The picture that came with it is no longer there, or is not one I can show.
desk-unanswered = Nobody has answered yet. Do you know it?
desk-says = { $count ->
     [0] says { $who }
     [one] says { $who }, 1 agrees
    *[other] says { $who }, { $count } agree
    }
desk-title-gone = a drama that is no longer in the catalogue
desk-accept = For the asker or a moderator: which one was it?
desk-closed = This question is closed.
desk-closed-asker = The asker has closed this question.
desk-closed-moderator = A moderator has closed this question.
desk-removed = A moderator has removed this question.
desk-expired = Nobody found it in eight weeks, so this question is closed. It can be asked again with **/identify**.
desk-forgotten = The asker has deleted what they asked.
desk-soon = Your question is kept. Discord has not answered yet: the post appears in a minute or so, and only once.
desk-asked = Your question is posted. When you or a moderator accepts an answer, it is closed; I will tell you here what came of it, after your next command.
desk-form = This is it
desk-form-title = Which drama? Any of its names
desk-several = Several dramas fit. Which one do you mean?
desk-no-title = I know no drama by that name. Try another of its names; or if it is missing, suggest it.
desk-answered = Your answer is on the post: { $title }
desk-agreed = Your vote is on the post.
desk-accepted = Accepted. The post is closed and shows the drama.
desk-not-here = Is it a drama that the catalogue does not have?
desk-close-how = Close this question? Its post stays and says so. A moderator can also remove it with all its words.
desk-closed-now = The question is closed.
desk-removed-now = The question and its post are removed.
desk-emptied-now = The question is removed and its post emptied. I may not delete the post itself: anyone with **Manage Threads** can.
desk-list = What drama is this? Still looking
desk-list-hint = The oldest first. Do you know one? Open it and press “This is it…”.
desk-list-empty = Every question has been answered or closed.
desk-list-more = { $count ->
     [one] and 1 more
    *[other] and { $count } more
    }
desk-link = open
desk-news-solved = Your question “{ $what }” has an answer: **{ $title }**
desk-news-moderator = A moderator has closed your question “{ $what }”.
desk-news-removed = A moderator has removed a question of yours.
desk-news-expired = Nobody found the drama of your question “{ $what }” in eight weeks, so it is closed. You can ask again.
desk-news-post-gone = The post of your question “{ $what }” was deleted, so the question is closed. You can ask again.
desk-news-channel-gone = The channel in which you asked “{ $what }” was deleted, so the question is closed.
desk-news-unposted = Your question “{ $what }” could not be posted, so it is closed. You can ask again.
findable-how = Members who describe { $title } in these words should find it next time. Save them as what?
findable-hint = A name suits what people call it. Words of the plot suit what happens in it: they are kept with this server’s synonyms. Both are for this server alone.
findable-form = Make this findable
findable-words = The words, shortened
findable-made = **/find** with “{ $words }” finds { $title } from now on.
findable-not-found = “{ $words }” is kept for { $title }, but **/find** prefers other dramas for it. Make shorter or rarer words a name with **/catalogue names**.
button-it-was = It is this one
button-none-of-these = None of these: ask the others
button-ask-others = Ask the others
button-suggest-it = Suggest it
button-this-is = This is it…
button-agree = { $count ->
     [0] I agree
    *[other] I agree ({ $count })
    }
button-not-here = Not in the catalogue
button-desk-close = Close…
button-desk-shut = Close it
button-desk-remove = Remove it
button-look = Look at the post
button-still-open = What is still open now?
button-findable = Make this findable
button-findable-name = As a name
button-findable-plot = As words of the plot
setup-step-desk = What drama is this?
setup-desk = Where may members ask the others which drama they mean, when **/identify** does not know it? Each question is a post that everybody there can answer. A channel or a forum.
setup-choose-desk = The channel for questions
privacy-questions = What you ask with **/identify**, with its picture and link, is kept under your ID, and so is what you answer and agree with; anyone who can read that channel sees your name beside it. **/me forget** takes your name off the posts, empties questions that are still open, and takes your votes back; questions that were decided are deleted after a year.
error-identify-empty = Describe it in words: symbols alone are not enough.
error-identify-picture = That file is not a picture. I take PNG, JPEG, GIF and WebP.
error-identify-large = That picture is too large: at most { $most } MiB.
error-identify-host = { $host } is not an official site of any app I know, and only links to those are shown here. Leave the link out, or describe in words what it leads to.
error-desk-gone = That question no longer exists. Use **/identify** again.
error-desk-over = This question is already closed.
error-desk-open = You have a question in this server that is still open. Close it, or wait for its answer, before you ask another.
error-desk-many = You have asked { $most } questions within a day, which is the limit. You can ask again { $when }.
error-desk-full = This question already has { $most } answers, which is the limit. Agree with one of them.
error-desk-answers = You have already given { $most } answers to this question, which is the limit.
error-desk-own = That is your own answer: others can agree with it.
error-desk-no-answer = That answer is no longer there.
error-desk-not-yours = Only the person who asked, or a moderator, can do this.
error-findable-empty = Give words that can be searched for: symbols alone are not enough.
error-findable-plot = These words cannot be linked to the plot of this drama. Make them a name instead.
demo-says-identify = Saw a clip and forgot the name? Type /identify and describe it: somebody who knows it will answer here.
## Watch parties
command-watch-party = Plan to watch a drama together: an event of this server, with its own thread
command-watch-party-title = Any of the drama’s names, in any script
command-watch-party-starts = When: fri 8pm, tomorrow 20:30, 24 Dec 8pm, 2026-12-24 20:00
command-watch-party-episodes = Which episodes: 12 or 1-10. Leave it out for all of them
command-watch-party-channel = A voice or stage channel to meet in. Leave it out if everybody watches in their own app
party-ask = Is this right?
party-title = **Drama**  { $title }
party-when = **Starts**  { $when }, { $relative }
party-episodes = **Episodes**  { $list }
party-all = all of them
party-all-of =
    { $count ->
        [one] the only one
       *[other] all { $count }
    }
party-some = { $numbers }
party-long = **Takes about**  { $time }
party-place = **Meet in**  { $channel }
party-own-app = **Meet in**  your own apps; press play together
party-posted = **Posted in**  { $channel }
party-zone = I read { $text } in the time zone { $zone }. Everybody sees the time in their own zone.
party-ask-zone = Which time zone is your time in? I ask once and remember it; **/me settings** changes it.
party-examples = For example: **fri 8pm** · **tomorrow 20:30** · **in 2 hours** · **24 Dec 8pm** · **2026-12-24 20:00**
party-form = When does it start?
party-form-time = Day and time
party-made = The watch party is set up, and posted in { $channel }.
party-making = Discord is slow to answer. I will carry on by myself: the watch party will appear in { $channel } soon. If it does not, I will tell you after your next command.
party-not-posted = The event is set up, but I could not post about it in the channel. Share the event instead.
party-not-made = I could not set it up for { $when }, after all.
party-too-late = Discord did not answer before it was due to start. Start again with **/watch-party**.
party-heading = Watch party: { $title }
party-host = **Host**  { $host }
party-talk = **Talk in**  { $thread }
button-party-talk = Talk about it
party-ready = **Get it ready**
party-ready-event = The message in the server has the title to copy, and how to watch from where you are.
party-type = Search for { $words }
party-type-in = Search for { $words } in { $platform }
party-starts = 🍿 **{ $title }** starts { $when }. Press play!
party-is-cancelled = This watch party is cancelled.
party-is-over = This watch party is over.
party-sure = Cancel the watch party for { $title } on { $when }? Its event is cancelled too.
party-moved = Moved to { $when }. The event and the message follow.
party-cancelled = The watch party is cancelled, and its event with it.
button-party-create = Create
button-party-time = Change time
button-party-zone = Another time zone
button-party-interested = Interested
button-party-move = Move
button-party-cancel = Cancel
button-party-sure = Yes, cancel it
error-party-time = I cannot read “{ $text }” as a day with a time.
error-party-ambiguous = “{ $text }” could be two different days. Say the date, with the month as a word.
error-party-past = “{ $text }” has already passed: I read it as { $time }.
error-party-far = { $time } is more than a year ahead. Discord has no events that far away.
error-party-passed = That time has come and gone, or was never clear. Change it first.
error-party-zone = I do not know your time zone yet. Choose it in **/me settings**, then move the watch party.
error-party-episodes = I cannot read “{ $text }” as episodes. Write 12 or 1-10.
error-party-episodes-many = “{ $text }” is more than there is: it has { $count } episodes.
error-party-gone = That watch party no longer exists. Start again with **/watch-party**.
error-party-made = That watch party is already set up. Its message has **Move** and **Cancel**.
error-party-ended = That watch party is over, or cancelled.
error-party-begun = It has begun, so it can no longer be moved.
error-party-not-yours = Only its host and moderators can change a watch party.
error-party-here = Watch parties are for servers.
error-party-open =
    { $most ->
        [one] You have a watch party that is still to come. Cancel it, or wait until it is over.
       *[other] You have { $most } watch parties that are still to come, which is the limit. Cancel one, or wait until it is over.
    }
error-party-many = You have started { $most } watch parties within a week, which is the limit. You can start another { $when }.
error-party-permission = I cannot create events in this server. Anyone who can manage its roles can allow it: Server Settings → Roles → my role → **Create Events**.
error-party-channel = In { $channel } I lack: { $list }. Anyone who can manage that channel can allow that for my role.
error-party-venue = The channel to meet in is gone. Start again with **/watch-party**.
error-party-full = This server has 100 events that are still to come, the most that Discord allows. When one is over or cancelled, there is room again.
error-party-refused = Discord did not accept that. Try another time, or another channel to meet in.
permission-create-events = Create Events
permission-connect = Connect
permission-manage-channels = Manage Channels
permission-mute-members = Mute Members
permission-move-members = Move Members
me-zone = **Time zone**  { $zone }
me-zone-none = **Time zone**  not chosen; I ask when it matters
privacy-parties = Your time zone, if you choose one, is kept under your ID. So are watch parties that you start, for 90 days after they are over: drama, time as you typed it, channel. **/me forget** deletes drafts, and takes you off the others; their events stay. Only Discord knows who is interested in an event.
## What is wrong in a file of titles: after the name of a field, and after what stands there

mistake-after = { $before }: { $after }
mistake-quoted = “{ $value }” { $what }
mistake-in-line = line { $number }
mistake-more = … { $count } more
mistake-part-file = (file)
mistake-part-record = (record)
mistake-part-header = (header)
mistake-part-row = (row)
mistake-missing = is missing
mistake-none = needs at least one
mistake-field = is not a field that is known here
mistake-field-title = is not a field that a title has
mistake-whole = is not a whole number
mistake-number = is not a number
mistake-number-long = is a number that is far too long
mistake-yes-no = is neither yes nor no
mistake-list = is not a list
mistake-object = is not an object
mistake-text = is not a text
mistake-half = should be a valid string: it has half a character in it
mistake-choice = should be { $choices }
mistake-least = should be greater than or equal to { $least }
mistake-above = should be greater than { $least }
mistake-most = should be less than or equal to { $most }
mistake-long = should have at most { $most } characters
mistake-short =
    { $count ->
        [one] should have at least one character
       *[other] should have at least { $count } characters
    }
mistake-many = should have at most { $most } items
mistake-calendar = is not in the calendar
mistake-unseen = has nothing that can be seen
mistake-other = is not right: { $message }
mistake-id = is not an id: lowercase letters and digits, joined by single hyphens
mistake-language = is not a language code (BCP 47), such as zh-Hans, en
mistake-region = is not a country code: two capital letters (ISO 3166), such as CN
mistake-date = is not a date: write 2026, 2026-01 or 2026-01-12
mistake-country = '{ $code }' is not an ISO 3166 country code
mistake-unknown = there is no '{ $id }'
mistake-platform = there is no platform '{ $id }'
mistake-link = { $url } is not an https address on a host of { $platform }
mistake-only-gloss = has no name but our own translation
mistake-trope = there is no trope “{ $word }”
mistake-trope-near = there is no trope “{ $word }”; the nearest is { $nearest }
mistake-trope-several = “{ $word }” may be { $choices }: say which
mistake-twice = “{ $id }” is already in { $place }
mistake-columns = has { $count } columns, so it is not a catalogue
mistake-column = is not a column that can be read; the nearest is { $nearest }
mistake-column-twice = is the name of two columns, the second is column { $number }
mistake-column-nameless = column { $number } has no name
mistake-no-id = is missing: the first row must name the columns
mistake-cells =
    { $count ->
        [one] has { $cells } cells, but there is one column
       *[other] has { $cells } cells, but there are { $count } columns
    }
mistake-cell-long = is longer than { $most } characters
mistake-rows = has more than { $most } rows: split it
mistake-titles = has more than { $most } titles: split it
mistake-csv = is not readable CSV from here on ({ $reason }): is a quotation mark missing or too many?
mistake-csv-end = unexpected end of data
mistake-csv-quote = a delimiter expected after a quotation mark
mistake-csv-long = field larger than the limit
mistake-csv-other = invalid CSV
mistake-large = is larger than { $most } MiB: split it
mistake-encoding = is not { $encoding } (byte { $byte }, near line { $line }): save it as UTF-8 (in Excel: “CSV UTF-8”)
mistake-empty = is empty
mistake-workbook = is a workbook or a ZIP archive: save the sheet as “CSV UTF-8”
mistake-wide = is UTF-32: save it as UTF-8 (in Excel: “CSV UTF-8”)
mistake-unmarked = seems to be UTF-16 without a byte order mark: save it as UTF-8 (in Excel: “CSV UTF-8”)
mistake-named = is named { $suffix }: only .csv and .json can be read
mistake-named-json = is named .json but does not begin like JSON, with a curly bracket
mistake-named-csv = is named .csv but begins like JSON
mistake-shape = does not have the shape { $shape }
mistake-version = has version { $version }; this program reads version { $ours }
mistake-key = has the unknown key { $name }
mistake-key-twice = has the key { $name } twice in one object
mistake-key-twice-of = has the key { $name } twice in one object with the id { $id }
mistake-deep = is nested more than { $most } levels deep
mistake-digits = has a number that is far too long
mistake-constant = has { $word }, which is not a valid number in JSON
mistake-json = is not readable JSON ({ $reason })
mistake-json-value = Expecting value
mistake-json-name = Expecting property name enclosed in double quotes
mistake-json-colon = Expecting ':' delimiter
mistake-json-comma = Expecting ',' delimiter
mistake-json-trailing = Illegal trailing comma
mistake-json-more = Extra data
mistake-json-open = Unterminated string
mistake-json-control = Invalid control character
mistake-json-escape = Invalid escape
mistake-json-other = Invalid JSON
mistake-unreadable = cannot be read: { $error }
mistake-toml = is not readable TOML: { $error }
mistake-no-file = is missing
mistake-heading = is not a heading of this file; it is { $heading }
mistake-id-twice = '{ $id }' is used twice
mistake-id-file = '{ $id }' is not the file's name
mistake-site = { $url } is not an https address on one of its hosts
mistake-without = has no { $mark }
mistake-steps = no step says { $mark } in { $language }

## Taking back an import of many titles

undo-working = Undoing: { $percent } %
error-undo-heavy = Undoing that took too much time or memory, so nothing was changed. Try again.
error-undo-failed = Undoing that failed on my side, and nothing was changed. Try again.
## Talking points

command-prompt = Talking points: questions that get members talking
command-prompt-post = Show a question for members to talk about, and post it if you like it
command-prompt-kind = Who it is for
command-prompt-trope = A question about a trope
command-prompt-title = A question about a drama
command-prompt-channel = Where to post it; this channel if you choose none
command-prompt-weekly = Post one question a week, none twice until all have been asked
command-prompt-weekly-channel = Where the questions go
command-prompt-weekly-weekday = On which day
command-prompt-weekly-time = At what time, such as 20:30 or 8pm
command-prompt-stop = End the weekly questions
command-prompt-results = What was asked here, and how members voted
prompt-for-viewers = Viewers
prompt-for-producers = Producers
prompt-for-educators = Educators
button-prompt-post = Post now
button-prompt-another = Another one
permission-send-polls = Create Polls
prompt-preview = Only you see this. **Post now** puts it in { $channel }.
prompt-as-poll = { $days ->
    [one] It will be a poll, open for one day.
   *[other] It will be a poll, open for { $days } days.
}
prompt-no-poll = I cannot create polls there, so the answers will be in the text. With { $list } it would be a poll.
prompt-lacks = In { $channel } I lack { $list }. I will post as soon as I have it, and keep trying for a day.
prompt-weekly = One question a week in { $channel }: the first { $when } ({ $relative }), then every week at the same time in { $zone }. None is repeated until all have been asked.
prompt-stopped = No more weekly questions. **/prompt results** still has the answers.
prompt-stop-none = There are no weekly questions here. **/prompt weekly** starts them.
prompt-results = What was asked here
prompt-results-none = Nothing yet. **/prompt post** shows you a question.
prompt-state-pending = will be posted
prompt-state-sent = posted
prompt-state-dead = not posted
prompt-state-unknown = may have been posted
prompt-poll-open = The poll ends { $when }; the votes come here and to the log channel.
prompt-votes = { $count ->
    [one] One vote
   *[other] { $count } votes
}
prompt-misses = **What members searched for here and did not find:**
prompt-miss = { $count }× { $text }
prompt-misses-none = So far every search in this server has found something.
prompt-misses-hint = With /review you can turn these into names or new dramas.
error-prompt-none = I have no question about that. Try it without one of the options.
error-prompt-over = That question has been posted already, or the preview is too old. **/prompt results** shows what was posted, **/prompt post** makes a new preview.
error-prompt-place = Questions go into text and announcement channels. Choose one with the option channel.
error-prompt-time = “{ $text }” is not a time of day. Write it like 20:30, 8pm or 20.
privacy-away = Discord does not tell me who leaves a server, so once a day I look up each member of whom I keep something there. Once they have left, what they follow there, news for them, drafts and messages marked as spoilers are deleted; questions, answers, suggestions, changes and watch parties there lose their name, and votes the server. Settings, progress and watchlist belong to no server and stay; **/me forget** works from anywhere.
privacy-prompts = Of polls that moderators post with **/prompt** I keep how many chose each answer, for three years, and never who.
privacy-removed = When a server removes me, I keep what belongs to it for 30 days, in case that was a mistake, and then delete all of it. Members’ votes, follows and the news they have not read yet stay theirs, without the server; progress and watchlists were never part of it. Failed searches and counts that nobody has added to for a year are deleted everywhere.
