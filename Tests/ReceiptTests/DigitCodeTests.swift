// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import Receipt

@Suite struct DigitCodeTests {
  /// Codes of known seeds, so that a failure can be repeated.
  private func codes(_ count: Int) -> [DigitCode] {
    (0..<count).map { number in
      DigitCode(seed: SecretBytes(copying: Digest.sha256(Array("code \(number)".utf8))))
    }
  }

  private func text(_ ascii: [UInt8]) -> String { String(decoding: ascii, as: UTF8.self) }

  @Test func `a code is 24 digits in six groups, and is read as itself`() throws {
    for code in try (0..<1_000).map({ _ in try DigitCode() }) {
      #expect(code.ascii.count == 24)
      #expect(code.groups.map(\.count) == [4, 4, 4, 4, 4, 4])
      #expect(code.groups.joined() == text(code.ascii))
      #expect(try DigitCode(reading: code.groups.joined(separator: " ")) == code)
    }
  }

  @Test func `every single wrong digit is caught`() {
    for code in codes(300) {
      for place in 0..<24 {
        for digit in UInt8(48)...57 where digit != code.ascii[place] {
          var wrong = code.ascii
          wrong[place] = digit
          #expect(throws: DigitCodeError.wrongDigit) { try DigitCode(reading: text(wrong)) }
        }
      }
    }
  }

  @Test func `every swap of neighbours is caught`() {
    for code in codes(2_000) {
      for place in 0..<23 where code.ascii[place] != code.ascii[place + 1] {
        var wrong = code.ascii
        wrong.swapAt(place, place + 1)
        #expect(throws: DigitCodeError.wrongDigit) { try DigitCode(reading: text(wrong)) }
      }
    }
  }

  @Test func `of all check digits one pair is right`() {
    for code in codes(200) {
      let right = (0..<100).filter { check in
        let ending = [UInt8(48 + check / 10), UInt8(48 + check % 10)]
        return (try? DigitCode(reading: text(code.ascii.dropLast(2) + ending))) != nil
      }
      #expect(right.count == 1)
    }
  }

  @Test func `every missing or doubled digit is caught`() {
    for code in codes(50) {
      for place in 0..<24 {
        var short = code.ascii
        short.remove(at: place)
        var long = code.ascii
        long.insert(code.ascii[place], at: place)
        for wrong in [short, long] {
          #expect(throws: DigitCodeError.wrongLength) { try DigitCode(reading: text(wrong)) }
        }
      }
    }
  }

  @Test func `the same seed gives the same code, another seed another`() {
    #expect(codes(2_000) == codes(2_000))
    #expect(Set(codes(2_000)).count == 2_000)
  }

  @Test func `each digit is as likely as another, at each place`() {
    let codes = codes(20_000)
    for place in 0..<DigitCode.randomLength {
      var counts = [Double](repeating: 0, count: 10)
      for code in codes { counts[Int(code.ascii[place] - 48)] += 1 }
      let distance = counts.reduce(0) { $0 + ($1 - 2_000) * ($1 - 2_000) / 2_000 }
      // Chi-squared with 9 degrees of freedom: 1 in 10,000,000 is over 51. Seeds are fixed: no luck.
      #expect(distance < 51, "place \(place)")
    }
  }

  @Test func `digits do not lean to the low ones, as bytes modulo 10 do`() {
    // Without rejection 0 to 5 would have 26 of 256 bytes each, 6 to 9 only 25: 60.9 % instead of 60 %.
    let digits = codes(40_000).flatMap { $0.ascii.prefix(DigitCode.randomLength) }
    let low = Double(digits.count { $0 < 54 }) / Double(digits.count)
    #expect(abs(low - 0.6) < 0.003)
  }

  @Test func `a code prints nothing of itself`() throws {
    let code = try DigitCode()
    var dumped = ""
    dump(code, to: &dumped)
    for printed in ["\(code)", String(reflecting: code), String(describing: [code]), dumped] {
      #expect(!printed.contains(code.groups[0]) && !printed.contains("\(code.ascii[0]),"))
    }
  }
}
