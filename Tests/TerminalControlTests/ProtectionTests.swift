// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing

@testable import TerminalControl

@Suite struct ProtectionTests {
  // G8
  @Test func `after it began, keys lie in a mapping that is locked and left out of dumps`() throws {
    ProcessProtection.begin()
    #expect(ProcessProtection.coreDumpsAreOff)
    let secret = SecretBytes(copying: [UInt8](repeating: 7, count: 32))
    let place = secret.withBytes { UInt(bitPattern: $0.baseAddress) }
    let found = try Self.flags(of: place)
    let flags = try #require(found)
    #expect(secret.count == 32)
    #expect(flags.contains("dd"))
    let room = ProcessProtection.lockableBytes ?? .max
    #expect(flags.contains("lo") == (room >= 1 << 20), "\(flags)")
  }

  @Test func `a secret goes through a pipe whole, or not at all`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = write(ends[1], Array("0123456789".utf8), 10)
    close(ends[1])
    #expect(throws: PassphraseInput.Failure.badLength) {
      _ = try SecretPipe.read(9, from: ends[0])
    }
    close(ends[0])
  }

  @Test func `a line is waited for no longer than asked`() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    #expect(TimedLine.read(ends[0], within: .zero) == .nobody)
    _ = write(ends[1], Array("list\nrest".utf8), 9)
    #expect(TimedLine.read(ends[0], within: .seconds(5)) == .line("list"))
    close(ends[1])
    #expect(TimedLine.read(ends[0], within: .seconds(5)) == .line("rest"))
    #expect(TimedLine.read(ends[0], within: .seconds(5)) == .end)
    close(ends[0])
  }

  /// The kernel's flags of the mapping that an address is in.
  private static func flags(of place: UInt) throws -> [Substring]? {
    var isInside = false
    // Files below /proc say that they have no length.
    let smaps = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/smaps")).readToEnd()
    for line in String(decoding: smaps ?? Data(), as: UTF8.self).split(separator: "\n") {
      let range = line.prefix { $0 != " " }.split(separator: "-")
      if range.count == 2, let start = UInt(range[0], radix: 16),
        let end = UInt(range[1], radix: 16)
      {
        isInside = (start..<end).contains(place)
      } else if isInside, line.hasPrefix("VmFlags:") {
        return line.dropFirst(8).split(separator: " ")
      }
    }
    return nil
  }
}
