// SPDX-License-Identifier: Apache-2.0

import ConfigFile
public import TestimonyModel

/// The end of a campaign's opening key, as it stands on the intake's pages.
public enum KeyEnd: Equatable, Sendable {
  /// The day on which it is to be destroyed was announced.
  case announced(Day)
  /// It was destroyed on this day: `ovoz campaign bury` was run; another day may have been announced before.
  case done(Day, announced: Day? = nil)

  /// Whether nothing is taken any more on a day: nobody could open it, or soon nobody can (G11).
  ///
  /// What was done is done, whatever a clock says.
  public func isOver(on day: Day) -> Bool {
    switch self {
    case .announced(let end): day >= end
    case .done: true
    }
  }

  /// The first day on which nothing was taken any more; of two days the earlier.
  public var day: Day {
    switch self {
    case .announced(let day): day
    case .done(let day, let announced): min(day, announced ?? day)
    }
  }

  /// The day that the pages tell.
  private var told: Day {
    switch self {
    case .announced(let day), .done(let day, _): day
    }
  }

  private var textName: String {
    switch self {
    case .announced: "keyEndAnnounced"
    case .done: "keyEndDone"
    }
  }

  /// What a template is given: the sentence, and the day.
  ///
  /// A day and not a number of days left: a page has to be the same tomorrow, or nobody could check it.
  func values(_ texts: PageTexts, in language: Language) -> [String: String] {
    ["text": texts.text(textName, in: language), "day": told.written(in: language)]
  }
}
