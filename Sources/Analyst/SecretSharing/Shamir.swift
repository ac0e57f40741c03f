// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// Shamir's sharing of a secret over GF(256), byte by byte (ShareFormat §1).
///
/// With fewer points than the threshold every secret is equally likely: they tell nothing (G9).
public enum Shamir {
  /// Splits a secret into `count` points, of which any `threshold` give it back.
  /// - Returns: the points 1 to `count`.
  /// - Throws: ``SharingError``, when the numbers do not fit or there is no randomness.
  public static func split(
    _ secret: borrowing SecretBytes, threshold: Int, count: Int
  ) throws(SharingError) -> [SharePoint] {
    guard (1...255).contains(count), (1...count).contains(threshold) else { throw .badThreshold }
    guard secret.count > 0 else { throw .badLength }
    let drawn: SecretBytes
    // One byte more, since none at all are needed when every point is the secret itself.
    do { drawn = try RandomBytes.secret((threshold - 1) * secret.count + 1) } catch {
      throw .noRandomness
    }
    return try split(secret, threshold: threshold, count: count, coefficients: drawn)
  }

  /// The same with given coefficients: those of x first, one byte for each byte of the secret, then those of x².
  static func split(
    _ secret: borrowing SecretBytes, threshold: Int, count: Int,
    coefficients: borrowing SecretBytes
  ) throws(SharingError) -> [SharePoint] {
    guard (1...255).contains(count), (1...count).contains(threshold) else { throw .badThreshold }
    let length = secret.count
    guard length > 0, coefficients.count >= (threshold - 1) * length else { throw .badLength }
    var points: [SharePoint] = []
    for index in 1...count {
      let x = UInt8(index)
      var value = [UInt8](repeating: 0, count: length)
      defer { wipe(&value) }
      for place in 0..<length {
        // Horner's rule, from the highest power down to the secret.
        var sum: UInt8 = 0
        for power in stride(from: threshold - 2, through: 0, by: -1) {
          sum = GF256.multiply(sum ^ coefficients.withBytes { $0[power * length + place] }, x)
        }
        value[place] = sum ^ secret.withBytes { $0[place] }
      }
      points.append(SharePoint(index: x, value: SecretBytes(copying: value)))
    }
    return points
  }

  /// The secret that these points stand for: the polynomial's value at 0.
  ///
  /// Any points give something; whether it is the secret, only who seals with it can tell.
  /// - Throws: ``SharingError``, when there are too few points, or one stands twice.
  public static func join(
    _ points: [SharePoint], threshold: Int
  ) throws(SharingError) -> SecretBytes {
    guard threshold > 0, points.count >= threshold else { throw .tooFew }
    let points = points.prefix(threshold)
    let indexes = Set(points.map(\.index))
    guard indexes.count == points.count, !indexes.contains(0) else { throw .samePoint }
    let length = points.first?.value.count ?? 0
    guard length > 0, points.allSatisfy({ $0.value.count == length }) else { throw .badLength }
    var secret = [UInt8](repeating: 0, count: length)
    defer { wipe(&secret) }
    for point in points {
      let weight = weight(of: point.index, among: indexes)
      for place in 0..<length {
        secret[place] ^= GF256.multiply(weight, point.value.withBytes { $0[place] })
      }
    }
    return SecretBytes(copying: secret)
  }

  /// Lagrange's weight at 0; indexes are no secret.
  private static func weight(of index: UInt8, among indexes: Set<UInt8>) -> UInt8 {
    indexes.filter { $0 != index }.reduce(1) { product, other in
      GF256.multiply(product, GF256.multiply(other, GF256.inverse(other ^ index)))
    }
  }
}
