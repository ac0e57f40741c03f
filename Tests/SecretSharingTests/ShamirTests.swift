// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import SecretSharing

@Suite struct ShamirTests {
  @Test func `every inverse is one, and multiplying is what the polynomial says`() {
    for value in UInt8.min...UInt8.max where value != 0 {
      #expect(GF256.multiply(value, GF256.inverse(value)) == 1)
    }
    // FIPS 197 §4.2.
    #expect(GF256.multiply(0x57, 0x83) == 0xc1)
    #expect(GF256.multiply(0x57, 0x13) == 0xfe)
    #expect(GF256.multiply(0, 0xff) == 0)
  }

  // G9
  @Test func `every subset of k opens and none of fewer does, for all k up to n up to 6`() throws {
    for count in 1...6 {
      for threshold in 1...count {
        let secret = try RandomBytes.secret(32)
        let points = try Shamir.split(secret, threshold: threshold, count: count)
        for subset in Self.subsets(of: points) where !subset.isEmpty {
          if subset.count < threshold {
            #expect(throws: SharingError.tooFew) {
              _ = try Shamir.join(subset, threshold: threshold)
            }
            // Whoever takes what there is for enough gets something else.
            let wrong = try Shamir.join(subset, threshold: subset.count)
            Self.expect(wrong, isSameAs: secret, false)
          } else {
            let joined = try Shamir.join(subset, threshold: threshold)
            Self.expect(joined, isSameAs: secret, true)
          }
        }
      }
    }
  }

  // G9
  @Test func `with one point too few, every secret is as likely as any other`() throws {
    // For one byte and k = 2: a point at x with value y fits each of the 256 secrets by exactly one coefficient.
    for y in [UInt8(0x9b)] {
      var fitting: [UInt8: Int] = [:]
      for secret in UInt8.min...UInt8.max {
        for coefficient in UInt8.min...UInt8.max {
          let points = try Shamir.split(
            SecretBytes(copying: [secret]), threshold: 2, count: 1 + 1,
            coefficients: SecretBytes(copying: [coefficient]))
          if points[1].value.withBytes({ $0[0] }) == y { fitting[secret, default: 0] += 1 }
        }
      }
      #expect(fitting.count == 256 && fitting.values.allSatisfy { $0 == 1 })
    }
  }

  // G9
  @Test func `10,000 random splittings are joined by random custodians in random order`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let count = Int.random(in: 2...12, using: &generator)
      let threshold = Int.random(in: 2...count, using: &generator)
      let secret = try RandomBytes.secret(4)
      let points = try Shamir.split(secret, threshold: threshold, count: count)
        .shuffled(using: &generator)
      let joined = try Shamir.join(Array(points.prefix(threshold)), threshold: threshold)
      Self.expect(joined, isSameAs: secret, true)
      let fewer = try Shamir.join(Array(points.prefix(threshold - 1)), threshold: threshold - 1)
      // Four bytes: one in 2³² would be the same by chance.
      Self.expect(fewer, isSameAs: secret, false)
    }
  }

  @Test func `numbers that do not fit are refused`() throws {
    let secret = try RandomBytes.secret(8)
    for (threshold, count) in [(0, 3), (4, 3), (1, 0), (2, 256), (-1, 3)] {
      #expect(throws: SharingError.badThreshold) {
        _ = try Shamir.split(secret, threshold: threshold, count: count)
      }
    }
    let points = try Shamir.split(secret, threshold: 2, count: 3)
    #expect(throws: SharingError.samePoint) {
      _ = try Shamir.join([points[0], points[0]], threshold: 2)
    }
    let short = SharePoint(index: 2, value: SecretBytes(copying: [1]))
    #expect(throws: SharingError.badLength) {
      _ = try Shamir.join([points[0], short], threshold: 2)
    }
  }

  @Test func `a point prints nothing`() throws {
    let point = SharePoint(index: 1, value: SecretBytes(copying: [0xab, 0xcd]))
    #expect("\(point)" == "SharePoint")
    var dumped = ""
    dump(point, to: &dumped)
    #expect(!dumped.contains("171"))
  }

  private static func expect(
    _ left: borrowing SecretBytes, isSameAs right: borrowing SecretBytes, _ wanted: Bool
  ) {
    let isSame = left.withBytes { left in right.withBytes { left.elementsEqual($0) } }
    #expect(isSame == wanted)
  }

  private static func subsets(of points: [SharePoint]) -> [[SharePoint]] {
    (0..<(1 << points.count)).map { mask in
      points.indices.filter { mask >> $0 & 1 == 1 }.map { points[$0] }
    }
  }
}
