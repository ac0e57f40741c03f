// SPDX-License-Identifier: Apache-2.0

/// A length as libcrypto's calls take it, which count with 32 bits.
///
/// A stranger's file may be longer: that is an error of the file, and must not end the program.
func libraryLength(_ count: Int) throws(PrimitiveError) -> Int32 {
  guard let length = Int32(exactly: count) else { throw .badLength }
  return length
}
