// SPDX-License-Identifier: Apache-2.0

/// Every string of the summary, by its key in Config/report.yaml.
///
/// `{k}` and the like in a text are filled in when a page is made; every language uses the same.
enum Message: String, CaseIterable, Sendable {
  // Top of the page.
  case documentKind = "document_kind"
  case factAnswered = "fact_answered"
  case factWhen = "fact_when"
  case factLanguages = "fact_languages"
  case whoCollected = "who_collected"
  case howCollected = "how_collected"
  case howToRead = "how_to_read"
  case contentNote = "content_note"
  case rehearsal
  case rehearsalKind = "rehearsal_kind"
  case leftOutFew = "left_out_few"
  case leftOutMore = "left_out_more"
  case legend
  case date
  case period

  // What may be shown.
  case withheld = "value_withheld"
  case fewerThan = "value_fewer_than"
  case atLeast = "value_at_least"
  case some = "value_some"
  case aboutHalf = "value_about_half"
  case most = "value_most"
  case mostOrAll = "value_most_or_all"
  case about = "value_about"
  case noisy = "value_noisy"

  // Sections.
  case toldTitle = "told_title"
  case toldLead = "told_lead"
  case helpedTitle = "helped_title"
  case helpedLead = "helped_lead"
  case askedTitle = "asked_title"
  case askedLead = "asked_lead"
  case anyone
  case hiddenLine = "hidden_line"

  // When too few have answered.
  case narrativeTitle = "narrative_title"
  case narrativeText = "narrative_text"
  case subjectsTitle = "subjects_title"
  case subjectsNote = "subjects_note"
  case subjectsHarmed = "subjects_harmed"
  case subjectsHelped = "subjects_helped"
  case subjectsAsked = "subjects_asked"

  // Method and limits.
  case methodTitle = "method_title"
  case methodChoice = "method_choice"
  case methodTotal = "method_total"
  case methodHidden = "method_hidden"
  case methodTwoGroups = "method_two_groups"
  case methodBands = "method_bands"
  case methodRounded = "method_rounded"
  case methodOverlap = "method_overlap"
  case methodLanguages = "method_languages"
  case methodPermission = "method_permission"
  case methodOnce = "method_once"
  case methodNoise = "method_noise"
  case methodFewThemes = "method_few_themes"
  case methodAgain = "method_again"
  case methodGrowing = "method_growing"
  case methodGhosts = "method_ghosts"
  case methodUnread = "method_unread"

  // Words, promises, help, and what the facilitator has.
  case contentNoteWords = "content_note_words"
  case columnTheme = "column_theme"
  case columnPeople = "column_people"
  case columnActor = "column_actor"
  case columnRequest = "column_request"
  case quotesTitle = "quotes_title"
  case quotesLead = "quotes_lead"
  case quoteOwn = "quote_own"
  case quoteTranslated = "quote_translated"
  case quoteRetold = "quote_retold"
  case saidTitle = "said_title"
  case saidLead = "said_lead"
  case saidNothing = "said_nothing"
  case saidPromise = "said_promise"
  case saidOwner = "said_owner"
  case saidStatus = "said_status"
  case saidBy = "said_by"
  case saidMore = "said_more"
  case statusAgreed = "status_agreed"
  case statusInProgress = "status_in_progress"
  case statusDone = "status_done"
  case statusNotPossible = "status_not_possible"
  case helpTitle = "help_title"
  case helpText = "help_text"
  case helpFeedback = "help_feedback"
  case integrityRecord = "integrity_record"
  case trendTitle = "trend_title"
  case trendLead = "trend_lead"
  case trendNone = "trend_none"
  case whoTitle = "who_title"
  case whoLead = "who_lead"
  case whoCrossing = "who_crossing"
  case whoNone = "who_none"
  case whoAll = "who_all"
  case whoNotStated = "who_not_stated"
  case whoNamed = "who_named"
  case whoNotNamed = "who_not_named"
  case columnGroup = "column_group"
  case guideTitle = "guide_title"
  case guideLead = "guide_lead"
  case guideOpening = "guide_opening"
  case screenBack = "screen_back"
  case screenNext = "screen_next"
  case screenPlace = "screen_place"

  // Integrity line.
  case integrityRelease = "integrity_release"
  case integrityPolicy = "integrity_policy"
  case integrityCodebook = "integrity_codebook"

  // Why a cell is hidden; for the analyst.
  case whyWithheld = "why_withheld"
  case whyFewerThan = "why_fewer_than"
  case whyAtLeast = "why_at_least"
  case whyBand = "why_band"
  case whyMostOrAll = "why_most_or_all"
  case whyRounded = "why_rounded"
  case whyNoisy = "why_noisy"
}
