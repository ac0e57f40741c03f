// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// Gives every field the length of its class, so that neither length nor silence shows (SealedTestimonyFormat §3.1).
public enum Padding {
  /// Pads content to a class.
  public static func pad(_ content: [UInt8], to size: Int) throws(SealingError) -> [UInt8] {
    guard content.count <= size - 2 else { throw .badContent }
    var padded: [UInt8] = []
    padded.reserveCapacity(size)
    padded.append(bigEndian: UInt16(content.count))
    padded += content
    padded += [UInt8](repeating: 0, count: size - padded.count)
    return padded
  }

  /// Takes the content out again, or refuses padding that is not all zero.
  public static func unpad(_ padded: [UInt8]) throws(SealingError) -> ArraySlice<UInt8> {
    var rest = padded[...]
    guard let length = rest.take(UInt16.self), let content = rest.take(Int(length)) else {
      throw .badPadding
    }
    guard rest.allSatisfy({ $0 == 0 }) else { throw .badPadding }
    return content
  }
}
