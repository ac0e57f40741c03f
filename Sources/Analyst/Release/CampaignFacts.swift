// SPDX-License-Identifier: Apache-2.0

public import ConfigFile

/// What the organisers say of their campaign; typed by them, never taken from a testimony.
///
/// Release has no clock: today and the day of the last sync are told to it and checked. A summary names
/// the day of the last sync, since who withdrew later is counted; today is part of none.
public struct CampaignFacts: Sendable {
  /// The campaign's public id, 32 small hexadecimal digits.
  public let id: String
  /// The title on the page, at most 120 characters, in the organisers' words.
  public let title: String
  /// The organisation that asked, at most 120 characters.
  public let collector: String
  /// First and last day of the closed intake periods since the release before, by the calendar, ISO 8601 (`2026-03-01`).
  public let periods: ClosedRange<String>
  /// The languages in which the form was offered (not those in which people answered).
  public let languages: [Language]
  /// The release's name, small letters a to z, digits and `-`, at most 40.
  public let releaseName: String
  /// Today, ISO 8601.
  public let today: String
  /// The day on which withdrawals were last fetched from the intake, ISO 8601.
  public let lastSync: String
  /// The day of the last release that counted anybody, ISO 8601, or nil before the first.
  public let lastRelease: String?
  /// How many testimonies of closed periods wait to be coded; a summary has a band of it at most.
  public let leftOut: Int
  /// Whether today is a typed day and not the clock's: the pages say then that they are a rehearsal.
  public let rehearsal: Bool

  /// Takes the facts as they are; ``Releaser`` checks them and refuses with reasons.
  public init(
    id: String, title: String, collector: String, periods: ClosedRange<String>,
    languages: [Language], releaseName: String, today: String, lastSync: String,
    lastRelease: String? = nil, leftOut: Int = 0, rehearsal: Bool = false
  ) {
    self.id = id
    self.title = title
    self.collector = collector
    self.periods = periods
    self.languages = languages
    self.releaseName = releaseName
    self.today = today
    self.lastSync = lastSync
    self.lastRelease = lastRelease
    self.leftOut = leftOut
    self.rehearsal = rehearsal
  }
}
