// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Sealing

@Suite struct PaddingTests {
  @Test(arguments: [64, 256, 1024, 4096, 8192])
  func `content of every length comes out as it went in, from one length`(size: Int) throws {
    for length in [0, 1, size / 2, size - 3, size - 2] {
      let content = [UInt8](repeating: 0xa5, count: length)
      let padded = try Padding.pad(content, to: size)
      #expect(padded.count == size)
      #expect(try Array(Padding.unpad(padded)) == content)
    }
  }

  @Test func `content that does not fit is refused`() {
    #expect(throws: SealingError.badContent) {
      try Padding.pad([UInt8](repeating: 0, count: 63), to: 64)
    }
  }

  @Test func `content may end in zeros`() throws {
    #expect(try Array(Padding.unpad(Padding.pad([7, 0, 0], to: 64))) == [7, 0, 0])
  }

  @Test(arguments: [2, 30, 63])
  func `padding that is not all zero is refused, wherever it is not`(place: Int) throws {
    var padded = try Padding.pad([], to: 64)
    padded[place] = 1
    #expect(throws: SealingError.badPadding) { try Padding.unpad(padded) }
  }

  @Test(arguments: [[], [0], [0, 1], [0, 3, 1, 1], [0xff, 0xff, 0, 0]] as [[UInt8]])
  func `a length that runs past the end is refused`(padded: [UInt8]) {
    #expect(throws: SealingError.badPadding) { try Padding.unpad(padded) }
  }

  // G4
  @Test func `whatever was answered, every field has the length of its class`() throws {
    let form = try Canned().campaign.form
    var any = AnyTestimony(to: form, seed: 1)
    for _ in 0..<300 {
      let contents = try FieldContent.encode(any.next(), to: form)
      let lengths = try zip(contents, form.fields).map { try Padding.pad($0, to: $1.size).count }
      #expect(lengths == form.fields.map(\.size))
    }
  }
}
