// SPDX-License-Identifier: Apache-2.0

/// Check digits of papers and cards, over ASCII digits.
enum CheckDigits {
  /// ISO/IEC 7812-1 (Luhn): bank cards, IMEI.
  static func luhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let value = Int(place.element) - 0x30
      guard place.offset % 2 == 1 else { return sum + value }
      return sum + (value > 4 ? 2 * value - 9 : 2 * value)
    }
    return sum % 10 == 0
  }

  /// ISO 7064 MOD 97-10 over an IBAN in small letters and digits (ISO 13616).
  static func mod97(_ account: [UInt8]) -> Bool {
    guard account.count > 4 else { return false }
    var rest = 0
    for byte in account[4...] + account[..<4] {
      switch byte {
      case 0x30...0x39: rest = (rest * 10 + Int(byte) - 0x30) % 97
      case 0x61...0x7A: rest = (rest * 100 + Int(byte) - 0x61 + 10) % 97
      default: return false
      }
    }
    return rest == 1
  }

  /// A Russian taxpayer's number (ИНН) of 10 or 12 digits.
  static func inn(_ digits: [UInt8]) -> Bool {
    let first = [2, 4, 10, 3, 5, 9, 4, 6, 8]
    switch digits.count {
    case 10: return sum(digits, first) % 11 % 10 == value(digits, 9)
    case 12:
      return sum(digits, [7] + first) % 11 % 10 == value(digits, 10)
        && sum(digits, [3, 7] + first) % 11 % 10 == value(digits, 11)
    default: return false
    }
  }

  /// A Russian insurance number (СНИЛС) of 11 digits.
  static func snils(_ digits: [UInt8]) -> Bool {
    guard digits.count == 11 else { return false }
    let check = sum(digits, Array((1...9).reversed())) % 101 % 100
    return check == value(digits, 9) * 10 + value(digits, 10)
  }

  /// A Kazakh person's number (ИИН) of 12 digits.
  static func iin(_ digits: [UInt8]) -> Bool {
    guard digits.count == 12 else { return false }
    var check = sum(digits, Array(1...11)) % 11
    if check == 10 { check = sum(digits, Array(3...11) + [1, 2]) % 11 }
    return check == value(digits, 11)
  }

  /// An Uzbek person's number (ПИНФЛ) of 14 digits, weighted as ICAO Doc 9303 does.
  static func pinfl(_ digits: [UInt8]) -> Bool {
    guard digits.count == 14 else { return false }
    let weights = (0..<13).map { [7, 3, 1][$0 % 3] }
    return sum(digits, weights) % 10 == value(digits, 13)
  }

  private static func sum(_ digits: [UInt8], _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + (Int($1.0) - 0x30) * $1.1 }
  }

  private static func value(_ digits: [UInt8], _ index: Int) -> Int { Int(digits[index]) - 0x30 }
}
