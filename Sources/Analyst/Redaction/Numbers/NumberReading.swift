// SPDX-License-Identifier: Apache-2.0

/// Puts the numbers of a row of number words together: `девяносто два`, `to'qqiz yuz`, `nine one`.
struct NumberReading {
  private(set) var parts: [(range: Range<Int>, digits: String)] = []
  private var range = 0..<0
  private var value: Int?
  /// The lowest step that is still open below the last word: 100 after a thousand, 10 after сто.
  private var room = 0
  private var times = 1

  /// Takes the next word in.
  ///
  /// `joins` tells whether only spaces or joints stand between it and the last one.
  mutating func add(_ worth: NumberWords.Worth, _ place: Range<Int>, joins: Bool) {
    switch worth {
    case .value(let next): take(next, place, joins: joins, isLast: false)
    case .openTen:
      take(10, place, joins: joins, isLast: false)
      room = 10
    case .ordinal(let next): take(next, place, joins: joins, isLast: true)
    case .times(let factor): multiply(factor, place, joins: joins)
    case .twice(let count):
      end()
      (times, range) = (count, place)
    case .joint, .plus: break
    }
  }

  /// Closes the number that is being read.
  mutating func end() {
    if let value {
      let digits = String(repeating: String(value), count: value < 10 ? times : 1)
      parts.append((range, digits))
    }
    (value, room, times) = (nil, 0, 1)
  }

  private mutating func take(_ next: Int, _ place: Range<Int>, joins: Bool, isLast: Bool) {
    if let old = value, joins, fits(next, after: old) {
      value = isYearHalf(old, next) ? old * 100 + next : old + next
      range = range.lowerBound..<place.upperBound
    } else {
      let lower = value == nil && times > 1 ? range.lowerBound : place.lowerBound
      if value != nil { end() }
      (value, range) = (next, lower..<place.upperBound)
    }
    room = Self.room(below: next)
    if isLast { end() }
  }

  private mutating func multiply(_ factor: Int, _ place: Range<Int>, joins: Bool) {
    if let old = value, joins, old > 0, old < factor, factor == 1_000 || old < 10 {
      value = old * factor
      range = range.lowerBound..<place.upperBound
    } else if let old = value, joins, factor == 100, old % 1_000 > 0, old % 1_000 < 10 {
      // Two thousand nine hundred.
      value = old - old % 1_000 + old % 1_000 * 100
      range = range.lowerBound..<place.upperBound
    } else if let old = value, joins, factor == 100, old >= 1_000, old % 1_000 == 0 {
      value = old + 100
      range = range.lowerBound..<place.upperBound
    } else {
      end()
      (value, range) = (factor, place)
    }
    room = factor
  }

  private func fits(_ next: Int, after old: Int) -> Bool {
    next > 0 && old > 0 && (next < room || isYearHalf(old, next))
  }

  /// Nineteen ninety eight: a century, then its year.
  private func isYearHalf(_ old: Int, _ next: Int) -> Bool {
    (19...20).contains(old) && (10...99).contains(next) && !(old == 20 && next < 10)
  }

  private static func room(below value: Int) -> Int {
    switch value {
    case 10: 0
    case 20...90: value % 10 == 0 ? 10 : 0
    case 100...900: 100
    case 1_000...: 1_000
    default: 0
    }
  }
}
