// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import IntakeServer

/// Who was let go, in order.
private final class Gone: Sendable {
  private let names = Mutex<[String]>([])
  var all: [String] { names.withLock { $0 } }
  func add(_ name: String) { names.withLock { $0.append(name) } }
}

@Suite struct PlacesTests {
  private let gone = Gone()
  private let places = Places(most: 3)

  private func enter(_ name: String) -> Places.Seat {
    places.enter { [gone] in gone.add(name) }
  }

  @Test func `nobody is let go while there are places`() {
    _ = enter("first")
    _ = enter("second")
    #expect(gone.all.isEmpty)
  }

  @Test func `whoever has brought no whole request for longest makes room`() {
    for name in ["first", "second", "third", "fourth"] { _ = enter(name) }
    #expect(gone.all == ["first", "second"])
  }

  @Test func `the last place is free again before anybody asks for it`() {
    let first = enter("first")
    _ = enter("second")
    places.leave(first)
    _ = enter("third")
    #expect(gone.all.isEmpty)
    _ = enter("fourth")
    #expect(gone.all == ["second"])
  }

  @Test func `a request that is being answered keeps its place`() {
    places.beginsAnswer(enter("asking"))
    for name in ["second", "third", "fourth"] { _ = enter(name) }
    #expect(gone.all == ["second", "third"])
  }

  @Test func `after the answer the wait begins anew`() {
    let answered = enter("answered")
    _ = enter("silent")
    places.beginsAnswer(answered)
    places.waits(answered)
    _ = enter("third")
    #expect(gone.all == ["silent"])
  }

  @Test func `where all are being answered the first that is done makes room`() {
    let seats = ["first", "second", "third"].map(enter)
    // The third entering has already asked one to go.
    #expect(gone.all == ["first"])
    seats.forEach(places.beginsAnswer)
    places.beginsAnswer(enter("fourth"))
    #expect(gone.all == ["first"])
    places.waits(seats[1])
    #expect(gone.all == ["first", "second"])
  }

  @Test func `who was let go counts no more`() {
    let first = enter("first")
    for name in ["second", "third"] { _ = enter(name) }
    places.waits(first)
    places.leave(first)
    #expect(gone.all == ["first"])
  }

  @Test func `with a single place nobody is sent away by entering`() {
    let single = Places(most: 1)
    _ = single.enter { [gone] in gone.add("only") }
    #expect(gone.all.isEmpty)
  }
}
