// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Who of those who are connected loses the place when all are taken: the one that has brought no whole request for longest.
///
/// Bytes alone keep no place: whoever says a letter now and then would hold one for ever. Whose whole request is being answered
/// keeps the place. All that is known of a connection is its turn, a number in memory: neither an address nor a time (G3).
final class Places: Sendable {
  /// One connection's place.
  struct Seat: Hashable, Sendable { fileprivate let number: Int }

  private struct Guest {
    /// When the wait for a whole request began, as a number that only grows; nil while one is being answered.
    var turn: Int?
    let letGo: @Sendable () -> Void
  }

  private struct Room {
    var guests: [Seat: Guest] = [:]
    var last = 0

    mutating func next() -> Int {
      last += 1
      return last
    }
  }

  private let most: Int
  private let room = Mutex(Room())

  init(most: Int) { self.most = most }

  /// Takes a place; where it is the last one, another connection is let go, so that whoever comes next finds one.
  func enter(_ letGo: @escaping @Sendable () -> Void) -> Seat {
    let (seat, leaving) = room.withLock { room in
      let number = room.next()
      let seat = Seat(number: number)
      room.guests[seat] = Guest(turn: number, letGo: letGo)
      return (seat, longestWaiting(&room, besides: seat))
    }
    leaving?.letGo()
    return seat
  }

  /// A whole request came: the place is safe until it is answered.
  func beginsAnswer(_ seat: Seat) { room.withLock { $0.guests[seat]?.turn = nil } }

  /// The answer has gone: the wait for a whole request begins anew.
  func waits(_ seat: Seat) {
    let leaving = room.withLock { room in
      let turn = room.next()
      room.guests[seat]?.turn = turn
      return longestWaiting(&room, besides: nil)
    }
    leaving?.letGo()
  }

  /// The connection has ended.
  func leave(_ seat: Seat) { room.withLock { _ = $0.guests.removeValue(forKey: seat) } }

  /// Takes out who has to go, if anybody: while all places are taken, and never who has just come.
  private func longestWaiting(_ room: inout sending Room, besides newest: Seat?) -> Guest? {
    guard room.guests.count >= most else { return nil }
    let waiting = room.guests.lazy.filter { $0.value.turn != nil && $0.key != newest }
    let longest = waiting.min { ($0.value.turn ?? 0) < ($1.value.turn ?? 0) }
    return longest.flatMap { room.guests.removeValue(forKey: $0.key) }
  }
}
