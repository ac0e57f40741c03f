// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing
import TestimonyTesting

@testable import IntakeServer

@Suite struct LocalConnectionTests {
  @Test func `a server that takes nobody in is not waited for without end`() throws {
    let busy = try Busy()
    let begun = ContinuousClock.now
    #expect(throws: IntakeServerError.self) {
      // The queue of those who knock has one place or two; then connecting waits.
      var inside: [Held] = []
      for _ in 0..<5 { inside.append(try Held(to: busy.place)) }
    }
    #expect(ContinuousClock.now - begun < .seconds(5))
  }

  @Test func `a server that reads nothing is not waited for without end`() throws {
    let busy = try Busy()
    let held = try Held(to: busy.place)
    let begun = ContinuousClock.now
    #expect(throws: IntakeServerError.self) {
      try held.connection.tell([UInt8](repeating: 0, count: 8 << 20))
    }
    #expect(throws: IntakeServerError.self) { _ = try held.connection.hear() }
    #expect(ContinuousClock.now - begun < .seconds(5))
  }
}

/// A connection that an array can hold.
private final class Held {
  let connection: LocalConnection

  init(to place: ServerPlace) throws { connection = try LocalConnection(to: place, patience: 200) }
}

/// A server on a unix socket that listens, and does nothing else.
private final class Busy {
  let scratch: Scratch
  let place: ServerPlace
  private let descriptor: Int32

  init() throws {
    scratch = try Scratch()
    let path = scratch.folder.appending(path: "s").path
    place = .socket(path: path)
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let address = try #require(UnixAddress(path: path))
    let isBound = address.withPointer { bind(descriptor, $0, $1) == 0 }
    try #require(isBound && listen(descriptor, 0) == 0)
  }

  deinit { close(descriptor) }
}
