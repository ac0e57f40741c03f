// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import Receipt

@Suite struct DigitReadingTests {
  private let code = DigitCode(seed: SecretBytes(copying: [UInt8](0..<32)))

  private static var zeros: [Unicode.Scalar] {
    (UInt32(0)...0x10_FFFF).compactMap(Unicode.Scalar.init).filter {
      $0.properties.generalCategory == .decimalNumber && $0.properties.numericValue == 0
    }
  }

  private func digits(from zero: Unicode.Scalar) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: code.ascii.compactMap { Unicode.Scalar(zero.value + UInt32($0) - 48) })
    return String(text)
  }

  @Test func `the digits of every script are read`() throws {
    let zeros = Self.zeros
    #expect(zeros.count >= 65)
    for zero in ["٠", "۰", "０", "০", "𝟎"] as [Unicode.Scalar] { #expect(zeros.contains(zero)) }
    for zero in zeros { #expect(try DigitCode(reading: digits(from: zero)) == code) }
  }

  @Test(arguments: [
    " ", "-", "–", "—", "‑", "−", ".", "·", "\n", "\r\n", "\t", "\u{a0}", "\u{202f}", "\u{200b}",
    "\u{2060}", "\u{feff}", "\u{ad}", " - ", "\u{200e}", "\u{2066}",
  ])
  func `signs between the groups do not matter`(sign: String) throws {
    #expect(try DigitCode(reading: code.groups.joined(separator: sign)) == code)
    #expect(try DigitCode(reading: sign + code.groups.joined() + sign) == code)
  }

  @Test(arguments: [
    (UInt8(0), "OoОо"), (1, "lI|"), (3, "Зз"), (6, "Бб"), (8, "ВB"),
  ])
  func `letters that look like a digit are read as it`(digit: UInt8, letters: String) throws {
    for letter in letters {
      let text = code.ascii.map { $0 == digit + 48 ? String(letter) : String($0 - 48) }.joined()
      #expect(try DigitCode(reading: text) == code)
    }
    #expect(code.ascii.contains(digit + 48), "the code has to hold the digit")
  }

  @Test(arguments: ["", " ", "\n\t", "- - -", "....", "\u{200b}", "\u{feff}\u{a0}"])
  func `nothing is called nothing`(text: String) {
    #expect(throws: DigitCodeError.empty) { try DigitCode(reading: text) }
  }

  @Test(arguments: ["1", "x", "1234 5678 9012 3456 7890 123", "1234 5678 9012 3456 7890 1234 5"])
  func `another number of signs is a wrong length`(text: String) {
    #expect(throws: DigitCodeError.wrongLength) { try DigitCode(reading: text) }
  }

  @Test(arguments: ["x", "²", "①", "Ⅷ", "一", "½", "é", "🙂", "+", ",", "_", "\0"])
  func `a sign that is no digit is a wrong digit`(sign: String) {
    for place in 0..<24 {
      var signs = code.ascii.map { String($0 - 48) }
      signs[place] = sign
      #expect(throws: DigitCodeError.wrongDigit) { try DigitCode(reading: signs.joined()) }
    }
  }

  @Test func `whatever is typed, reading ends in a code or in a named error`() {
    var dice = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789OoОоlI|ЗзБбВB .-–−·٣۴５\u{200b}\u{301}xя🙂".unicodeScalars)
    var read = 0
    for _ in 0..<100_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...32, using: &dice) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &dice)])
      }
      guard let code = try? DigitCode(reading: String(text)) else { continue }
      read += 1
      #expect((try? DigitCode(reading: code.groups.joined(separator: "-"))) == code)
    }
    // One random code in a hundred fits its check digits; most texts are no 24 digits at all.
    #expect(read < 1_000)
  }
}
