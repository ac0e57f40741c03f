// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// One day in UTC: the finest time that a campaign file knows.
public struct Day: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let number: Int

  /// Counts days from 1 January 1970.
  public init(number: Int) { self.number = number }

  /// Reads `YYYY-MM-DD`; nil where it is not a day.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let date = try? Date(text, strategy: Self.style) else {
      return nil
    }
    number = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
    guard description == text else { return nil }
  }

  /// The day on which a moment falls.
  public init(of moment: Date) {
    number = Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    Date(timeIntervalSince1970: Double(number) * 86_400).formatted(Self.style)
  }

  /// Orders by date.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static let style = Date.ISO8601FormatStyle().year().month().day()
}
